export type PlanStatus =
  | 'påbörjad'
  | 'samråd'
  | 'granskning'
  | 'antagen'
  | 'överklagad'
  | 'tillsyn'
  | 'laga kraft'
  | 'upphävd'
  | 'avslutad';

export type PlanType = 'detaljplan' | 'stadsplan' | 'byggnadsplan' | 'avstyckningsplan';

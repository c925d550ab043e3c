/** A measure that a person puts together: what is told of which ages. Absent ages: all. */
export const ownKinds = ['count', 'share', 'density', 'change', 'difference'] as const;

export interface OwnMeasure {
  kind: (typeof ownKinds)[number];
  from?: number;
  to?: number;
}

const names = {
  count: 'antal',
  share: 'andel',
  density: 'tathet',
  change: 'forandring',
  difference: 'skillnad',
} as const;

/** `andel,1-5`, `forandring`, `antal,80-`: a part of the page's address. */
export function writeOwn({ kind, from, to }: OwnMeasure): string {
  const ages = from === undefined && to === undefined ? [] : [`${from ?? 0}-${to ?? ''}`];
  return [names[kind], ...ages].join();
}

/** Undefined: the text tells of no measure. */
export function readOwn(text: string | undefined): OwnMeasure | undefined {
  const [, name, from, to] = /^([a-z]+)(?:,(\d{1,3})-(\d{0,3}))?$/.exec(text ?? '') ?? [];
  const kind = ownKinds.find((one) => names[one] === name);
  if (!kind) return undefined;
  if (from === undefined) return kind === 'share' ? undefined : { kind };
  if (to && Number(to) < Number(from)) return undefined;
  return { kind, from: Number(from), ...(to ? { to: Number(to) } : {}) };
}

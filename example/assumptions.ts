import {
  arriving,
  bornAs,
  certainty,
  fertilityAt,
  households,
  leaving,
  mainScenario,
  newcomerAge,
  newToArea,
  oldest,
  risk,
  sexes,
} from './rates.ts';
import { type ExampleRow, source } from './tables.ts';

export const assumptionColumns = [
  'antagande',
  'hustyp',
  'skede',
  'kon',
  'alder',
  'varde',
  'enhet',
  'kalla',
  'uppdaterad',
] as const;

interface Whom {
  house?: string;
  stage?: string;
  sex?: string;
  age?: number;
}

/** What the newest example forecast's main scenario reckons with, row by row. */
export function* assumptions(): Generator<ExampleRow> {
  const ages = Array.from({ length: oldest + 1 }, (_, age) => age);
  for (const sex of sexes) {
    for (const age of ages) {
      yield row(
        'dodsrisk',
        { sex, age },
        risk(age, sex),
        'andel',
        'Gompertz-formel, ungefär som SCB:s livslängdstabeller',
      );
    }
  }
  for (const age of ages.filter((one) => fertilityAt(one) > 0)) {
    const children = mainScenario.fertility * fertilityAt(age);
    yield row(
      'fruktsamhet',
      { sex: 'kvinna', age },
      children,
      'barn per kvinna',
      'klockformad kurva, 1,68 barn per kvinna',
    );
  }
  for (const sex of sexes) yield row('andel_av_fodda', { sex }, bornAs[sex], 'andel', '512 pojkar på 1 000 födda');
  for (const age of ages) yield row('utflyttning', { age }, leaving(age), 'andel', 'kurva efter ålder');
  for (const age of ages) {
    yield row(
      'inflyttning',
      { age },
      arriving(age, mainScenario.net),
      'per invånare under basåret',
      'kurva efter ålder',
    );
  }
  for (const [house, people] of Object.entries(households)) {
    yield row('boende_per_bostad', { house }, people, 'personer per bostad', 'ungefär som i nybyggda hus');
  }
  yield row('andel_nya_i_omradet', {}, newToArea, 'andel', 'ungefär fyra av fem');
  for (const age of ages) yield row('aldrar_i_nya_bostader', { age }, newcomerAge(age), 'vikt', 'kurva efter ålder');
  for (const [stage, part] of Object.entries(certainty)) {
    yield row('andel_som_byggs', { stage }, part, 'andel', 'bedömning efter skede');
  }
}

function row(kind: string, { house, stage, sex, age }: Whom, value: number, unit: string, how: string): ExampleRow {
  const told = Number(value.toPrecision(6));
  return [
    kind,
    house ?? null,
    stage ?? null,
    sex ?? null,
    age ?? null,
    told,
    unit,
    `${source}: ${how}`,
    '2026-03-02T08:00:00Z',
  ];
}

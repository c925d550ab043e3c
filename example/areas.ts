/** The forecast areas: names of the real RegSO areas (SCB, domain.md §3), borders and figures invented. */
export interface ForecastArea {
  code: string;
  name: string;
  /** Inhabitants at the end of the base year. */
  population: number;
  profile: 'centrum' | 'barnfamiljer' | 'landsbygd';
}

function area(number: string, name: string, population: number, profile: ForecastArea['profile']): ForecastArea {
  return { code: `0381R0${number}`, name, population, profile };
}

export const forecastAreas: readonly ForecastArea[] = [
  area('01', 'Bergvreten-Gånsta-Åkersberg', 4700, 'barnfamiljer'),
  area('02', 'Bredsand-Haga', 2000, 'barnfamiljer'),
  area('03', 'Enköping centrum-Sankt Ilian', 6500, 'centrum'),
  area('04', 'Fanna-Korsängen-Älvdansen', 5300, 'barnfamiljer'),
  area('05', 'Fjärdhundra', 3700, 'landsbygd'),
  area('06', 'Galgvreten-Västerleden', 6000, 'centrum'),
  area('07', 'Lagunda', 4900, 'landsbygd'),
  area('08', 'Munksundet-Gröngarn', 2500, 'barnfamiljer'),
  area('09', 'Romberga', 2400, 'centrum'),
  area('10', 'Trögd', 6000, 'landsbygd'),
  area('11', 'Åsunda', 4500, 'landsbygd'),
];

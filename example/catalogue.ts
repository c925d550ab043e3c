/** Kinds of provisions as Boverket's catalogue has them. Colours are the catalogue's own names (BFS 2020:6). */

export interface Use {
  letter: string;
  text: string;
  category: string;
  colour: string;
  form: 'Allmän plats' | 'Kvartersmark';
  reason: string;
  /** Id in Planbestämmelsekatalogen, for those that we know for certain. */
  catalogue?: string;
}

export const uses = {
  B: {
    letter: 'B',
    text: 'Bostäder',
    category: 'Bostäder',
    colour: 'Gul',
    form: 'Kvartersmark',
    catalogue: 'f9e056a6-cda8-4b92-a15d-dc70d61dfa36',
    reason: 'Bostäder i ett läge med service och kollektivtrafik på gångavstånd.',
  },
  BC: {
    letter: 'BC',
    text: 'Bostäder, centrum',
    category: 'Bostäder',
    colour: 'Gul',
    form: 'Kvartersmark',
    reason: 'Bostäder med butiker och service i bottenvåningen ger liv åt gatan.',
  },
  C: {
    letter: 'C',
    text: 'Centrum',
    category: 'Centrum',
    colour: 'Brun',
    form: 'Kvartersmark',
    reason: 'Stadskärnan behöver kunna rymma många slags verksamheter.',
  },
  H: {
    letter: 'H',
    text: 'Detaljhandel',
    category: 'Detaljhandel',
    colour: 'Brun',
    form: 'Kvartersmark',
    reason: 'Handeln samlas i ett läge som är lätt att nå.',
  },
  HK: {
    letter: 'HK',
    text: 'Detaljhandel, kontor',
    category: 'Detaljhandel',
    colour: 'Brun',
    form: 'Kvartersmark',
    reason: 'Handel och kontor kan samsas om parkering och angöring.',
  },
  K: {
    letter: 'K',
    text: 'Kontor',
    category: 'Kontor',
    colour: 'Beige',
    form: 'Kvartersmark',
    reason: 'Kontor skärmar av bostäderna från bullret.',
  },
  O: {
    letter: 'O',
    text: 'Tillfällig vistelse',
    category: 'Tillfällig vistelse',
    colour: 'Beige',
    form: 'Kvartersmark',
    reason: 'Hotell i ett läge nära stationen.',
  },
  S: {
    letter: 'S',
    text: 'Skola',
    category: 'Skola',
    colour: 'Röd',
    form: 'Kvartersmark',
    reason: 'Området behöver fler platser i skola och förskola.',
  },
  D: {
    letter: 'D',
    text: 'Vård',
    category: 'Vård',
    colour: 'Röd',
    form: 'Kvartersmark',
    reason: 'Mark för sjukvård och äldreboende.',
  },
  J: {
    letter: 'J',
    text: 'Industri',
    category: 'Industri',
    colour: 'Blågrå',
    form: 'Kvartersmark',
    catalogue: 'a0f58fd5-a361-4002-a359-03474901c15f',
    reason: 'Industri samlas på avstånd från bostäder.',
  },
  Z: {
    letter: 'Z',
    text: 'Verksamheter',
    category: 'Verksamheter',
    colour: 'Lila',
    form: 'Kvartersmark',
    reason: 'Verksamheter med liten påverkan på omgivningen.',
  },
  E: {
    letter: 'E',
    text: 'Tekniska anläggningar',
    category: 'Tekniska anläggningar',
    colour: 'Blågrå',
    form: 'Kvartersmark',
    catalogue: '9b78a950-1bb2-4046-98cf-9efbd5868323',
    reason: 'Plats för transformatorstation.',
  },
  P: {
    letter: 'P',
    text: 'Parkering',
    category: 'Parkering',
    colour: 'Grå',
    form: 'Kvartersmark',
    reason: 'Parkering samlas så att gårdarna kan vara gröna.',
  },
  R: {
    letter: 'R',
    text: 'Besöksanläggningar',
    category: 'Besöksanläggningar',
    colour: 'Orange',
    form: 'Kvartersmark',
    reason: 'Mark för idrott och kultur.',
  },
  G: {
    letter: 'G',
    text: 'Drivmedel',
    category: 'Drivmedel',
    colour: 'Grå',
    form: 'Kvartersmark',
    reason: 'Drivmedelsstation vid infarten.',
  },
  T: {
    letter: 'T',
    text: 'Järnväg',
    category: 'Trafik',
    colour: 'Grå',
    form: 'Kvartersmark',
    reason: 'Järnvägen ligger kvar.',
  },
  GATA: {
    letter: 'GATA',
    text: 'Gata',
    category: 'Gata',
    colour: 'Grå',
    form: 'Allmän plats',
    reason: 'Gator som alla får använda.',
  },
  HUVUDGATA: {
    letter: 'HUVUDGATA',
    text: 'Huvudgata',
    category: 'Gata',
    colour: 'Grå',
    form: 'Allmän plats',
    reason: 'Gatan leder trafik genom staden.',
  },
  TORG: {
    letter: 'TORG',
    text: 'Torg',
    category: 'Torg',
    colour: 'Ljusgrå',
    form: 'Allmän plats',
    reason: 'En plats för handel och möten.',
  },
  PARK: {
    letter: 'PARK',
    text: 'Park',
    category: 'Park',
    colour: 'Ljusgrön',
    form: 'Allmän plats',
    reason: 'Parken ger grönska, lek och svalka.',
  },
  NATUR: {
    letter: 'NATUR',
    text: 'Natur',
    category: 'Natur',
    colour: 'Ljusgrön',
    form: 'Allmän plats',
    reason: 'Naturmarken bevaras för rekreation och dagvatten.',
  },
  ODLING: {
    letter: 'ODLING',
    text: 'Odlingslotter',
    category: 'Odling',
    colour: 'Grön',
    form: 'Allmän plats',
    reason: 'Plats för koloni och odling.',
  },
} as const satisfies Record<string, Use>;

export type UseKey = keyof typeof uses;

/** Catalogue ids of property provisions that we know for certain. */
export const ridgeHeightReference = '95e928d1-1b13-47f2-acb5-02155a48f32a';
export const buildingAreaReference = '1c38a293-b48c-4572-a4a7-5a5d27697ea1';
export const noBuildingReference = '0d285657-a629-457a-8750-044693e2ffad';

/** A place that a service for addresses knows. */
export interface Address {
  title: string;
  /** What it is or where: the town, the kind of place. */
  subtitle: string | undefined;
  /** Longitude, latitude in degrees. */
  point: [number, number];
}

/** What a service is asked. */
export interface Question {
  text: string;
  /** Longitude, latitude in degrees: near here is meant. */
  near: readonly [number, number];
  lang: 'sv' | 'en';
  limit: number;
}

/** Gets JSON, or sends it and gets JSON back, within the deadline. Throws when that does not succeed. */
export type Fetch = (address: string, body?: unknown) => Promise<unknown>;

/** One kind of service. Throws when it does not answer, or answers what it should not. */
export type Geocoder = (url: string, question: Question, ask: Fetch) => Promise<Address[]>;

/** What a capability of the map keeps in the page's address. */
export interface AddressPart {
  /** The parameter of the query. */
  name: string;
  /** Sets its state as an address says; undefined: the address says nothing. */
  take: (text: string | undefined) => void;
  /** What the address should say. Reads signals. */
  write: () => string | undefined;
  /** Another value of this is a step that one wants to come back from. */
  step?: () => unknown;
  /** The room of the panel that is open while the address has this part, so that the address need not say it. */
  opens?: string;
}

const kept: AddressPart[] = [];

/** To be called before the address is followed (history.ts). */
export function keepInAddress(parts: readonly AddressPart[]): void {
  kept.push(...parts);
}

export function addressParts(): readonly AddressPart[] {
  return kept;
}

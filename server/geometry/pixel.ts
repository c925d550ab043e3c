/** A pixel on a screen, as scales are counted with (OGC 06-042 §7.2.4.6.9, 07-057r7 §6.1, 17-083r4 §6.1). */
export const pixelMetres = 0.000_28;
export const pixelMillimetres = 0.28;

export const millimetresPerInch = 25.4;

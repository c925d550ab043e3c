import type { Tag } from './tags.ts';

/** Black or white, whatever the background is not. */
const contrast = 7;
const darkest = 48;
const lightest = 244;

/** Numbered colours (ACI) whose red, green and blue every program agrees on. */
const numbered = new Map([
  [1, 0xff0000],
  [2, 0xffff00],
  [3, 0x00ff00],
  [4, 0x00ffff],
  [5, 0x0000ff],
  [6, 0xff00ff],
  [8, 0x808080],
  [9, 0xc0c0c0],
  [30, 0xff7f00],
  [40, 0xffbf00],
  [94, 0x007f00],
  [174, 0x00007f],
  [14, 0x7f0000],
  [54, 0x7f7f00],
  [134, 0x007f7f],
  [214, 0x7f007f],
  [250, 0x333333],
  [11, 0xff7f7f],
  [51, 0xffff7f],
  [91, 0x7fff7f],
  [131, 0x7fffff],
  [171, 0x7f7fff],
  [211, 0xff7fff],
]);

/** The colour `#rrggbb` as it is (420), and for programs that know numbered ones only, the nearest of those (62). */
export function colourTags(colour: string | undefined): Tag[] {
  if (colour === undefined) return [[62, contrast]];
  const wanted = Number.parseInt(colour.slice(1), 16);
  const channels = [16, 8, 0].map((shift) => (wanted >> shift) & 255);
  // Ink: on a black background nobody sees it as it is.
  if (Math.max(...channels) < darkest || Math.min(...channels) > lightest) return [[62, contrast]];
  const distance = (other: number) =>
    channels.reduce((sum, channel, index) => sum + (channel - ((other >> (16 - 8 * index)) & 255)) ** 2, 0);
  const [nearest] = [...numbered].sort(([, a], [, b]) => distance(a) - distance(b))[0] ?? [contrast];
  return [
    [62, nearest],
    [420, wanted],
  ];
}

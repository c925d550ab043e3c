import { signal } from '@preact/signals';

/** How much of each subject can be seen, 0.1–1; absent: all of it. */
export const opacities = signal<Readonly<Record<string, number>>>({});
/** Subjects from the topmost; those that are not here lie as the map has them, below. Empty: all as the map has them. */
export const stacked = signal<readonly string[]>([]);

/** `detaljplaner:60,exploateringsomraden:30`, in per cent. */
export function readOpacities(text: string | undefined): Readonly<Record<string, number>> {
  const parts = (text ?? '').split(',').flatMap((part) => {
    const [, subject, percent] = /^([a-z_][a-z0-9_]*):(\d{1,3})$/.exec(part) ?? [];
    const share = Number(percent) / 100;
    return subject !== undefined && share >= 0.1 && share < 1 ? [[subject, share] as const] : [];
  });
  return Object.fromEntries(parts);
}

export function writeOpacities(shares: Readonly<Record<string, number>>): string | undefined {
  const parts = Object.entries(shares).filter(([, share]) => share < 1);
  return parts.length === 0 ? undefined : parts.map(([id, share]) => `${id}:${Math.round(100 * share)}`).join(',');
}

/** One step up (1) or down (-1) among the subjects, which are given from the topmost. */
export function moved(order: readonly string[], subject: string, up: 1 | -1): string[] {
  const from = order.indexOf(subject);
  const to = from - up;
  if (from < 0 || to < 0 || to >= order.length) return [...order];
  const others = order.filter((one) => one !== subject);
  return [...others.slice(0, to), subject, ...others.slice(to)];
}

import { describe, expect, it } from 'vitest';
import { nearestTowards } from '../../web/features-by-keyboard/nearest.ts';

const place = (id: string, x: number, y: number) => ({ id, x, y });
const middle = { id: 'middle', x: 100, y: 100 };

describe('the feature that an arrow goes to', () => {
  it('is the near one ahead, not a nearer one that lies aside or behind', () => {
    const all = [place('ahead', 160, 105), place('aside', 110, 160), place('behind', 90, 100), place('far', 300, 100)];
    expect(nearestTowards(all, middle, 'right')?.id).toBe('ahead');
    expect(nearestTowards(all, middle, 'left')?.id).toBe('behind');
    expect(nearestTowards(all, middle, 'down')?.id).toBe('aside');
  });

  it('is none where nothing lies that way, and never the one it starts from', () => {
    expect(nearestTowards([middle, place('below', 100, 150)], middle, 'up')).toBeUndefined();
    expect(nearestTowards([middle], middle, 'right')).toBeUndefined();
  });
});

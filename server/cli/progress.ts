import type { Localized } from '../datasets/definition.ts';
import type { Progress } from '../publishing/watch.ts';

const steps: Record<Progress['step'], Localized> = {
  open: { sv: 'öppnar filen', en: 'opening the file' },
  read: { sv: 'läser och prövar rader', en: 'reading and checking rows' },
  check: { sv: 'jämför rader med varandra', en: 'checking rows against each other' },
  tiles: { sv: 'förbereder kartan', en: 'preparing the map' },
  write: { sv: 'skriver det som skiljer', en: 'writing what differs' },
};

/** A log file gets a line this often at most, a terminal a new look at its one line. */
const logMs = 10_000;
const lookMs = 500;

/**
 * Tells on one line how far a publication is: the step, rows, rows a second and the time left, where it can be known. On a
 * terminal it is written over in place and taken away at the end; elsewhere it is a line every ten seconds.
 */
export function progressLine(
  out: { isTTY?: boolean; write(text: string): unknown },
  lang: keyof Localized,
  now: () => number = Date.now,
) {
  const isTerminal = out.isTTY === true;
  let at: Progress | undefined;
  let since = now();
  const tell = () => {
    if (!at) return;
    const text = inWords(at, (now() - since) / 1000, lang);
    out.write(isTerminal ? `\r\x1b[K${text}` : `${text}\n`);
  };
  const timer = setInterval(tell, isTerminal ? lookMs : logMs);
  timer.unref();
  return {
    show(progress: Progress): void {
      const isNew = progress.step !== at?.step;
      if (isNew) since = now();
      at = progress;
      if (isNew && isTerminal) tell();
    },
    end(): void {
      clearInterval(timer);
      if (isTerminal) out.write('\r\x1b[K');
    },
  };
}

/** `läser och prövar rader: 12 400 av 100 000, 3 100 rader/s, ungefär 28 s kvar` */
function inWords({ step, done = 0, of }: Progress, seconds: number, lang: keyof Localized): string {
  const say = (one: Localized) => one[lang];
  const number = (value: number) => Math.round(value).toLocaleString(lang);
  const name = say(steps[step]);
  if (done === 0 || seconds < 1) return `${name} (${number(seconds)} s)`;
  const rate = done / seconds;
  const parts = [
    of === undefined
      ? number(done)
      : say({ sv: `${number(done)} av ${number(of)}`, en: `${number(done)} of ${number(of)}` }),
  ];
  if (step === 'read') parts.push(say({ sv: `${number(rate)} rader/s`, en: `${number(rate)} rows/s` }));
  if (of !== undefined && of > done) {
    const left = duration((of - done) / rate, lang);
    parts.push(say({ sv: `ungefär ${left} kvar`, en: `about ${left} left` }));
  }
  return `${name}: ${parts.join(', ')}`;
}

function duration(seconds: number, lang: keyof Localized): string {
  const minutes = Math.round(seconds / 60);
  return seconds < 90 ? `${Math.ceil(seconds).toLocaleString(lang)} s` : `${minutes.toLocaleString(lang)} min`;
}

import { useId } from 'preact/hooks';
import type { Chart } from '../../server/charts/chart.ts';
import { chartTable } from '../../server/charts/table.ts';
import { chartWords, howToRead } from '../../server/charts/words.ts';
import { lazyPart } from '../panel/lazy-room.tsx';
import './chart.css';
import { chartPartWords } from './words.ts';

const Drawn = lazyPart(async () => (await import('./Drawn.tsx')).Drawn);
const Pictures = lazyPart(async () => (await import('./Drawn.tsx')).Pictures);

/** The same numbers as a file. */
export interface ChartFile {
  title: string;
  href: string;
}

interface Properties {
  chart: Chart;
  files?: readonly ChartFile[];
  /** The pictures are saved by this name. */
  name: string;
  level?: 3 | 4;
}

/** A chart with its title, sentence, table and files. */
export function ChartFigure({ chart, files = [], name, level = 3 }: Properties) {
  const id = useId();
  const words = chartPartWords();
  const read = howToRead(chart);
  const Heading = `h${level}` as const;
  return (
    <figure class={`chart chart-${chart.kind}`} aria-labelledby={id}>
      <figcaption>
        <Heading id={id}>{chart.title}</Heading>
        <p>{chart.sentence}</p>
      </figcaption>
      <div class="chart-drawn" role="img" aria-labelledby={id}>
        <Drawn chart={chart} />
      </div>
      {read ? <p class="unit">{read}</p> : null}
      <details>
        <summary>{chartWords.table[chart.lang]}</summary>
        <Table chart={chart} labelledBy={id} />
      </details>
      <details>
        <summary>{words.take}</summary>
        <p class="links">
          {files.map(({ title, href }) => (
            <a key={title} href={href} download>
              {title}
            </a>
          ))}
          <Pictures chart={chart} name={name} />
        </p>
      </details>
    </figure>
  );
}

function Table({ chart, labelledBy }: { chart: Chart; labelledBy: string }) {
  const { head, rows } = chartTable(chart);
  const [first, ...others] = head;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section class="chart-table" aria-labelledby={labelledBy} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {others.map((title, index) => (
              <th key={index} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ title, cells }) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              {cells.map((cell, index) => (
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

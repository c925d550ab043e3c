import { useEffect, useRef } from 'preact/hooks';
import type { Chart } from '../../server/charts/chart.ts';
import { type DrawnChart, drawIn, savePng, saveSvg } from './draw.ts';
import { chartPartWords } from './words.ts';

export function Drawn({ chart }: { chart: Chart }) {
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<DrawnChart>(null);
  useEffect(() => {
    if (!box.current) return;
    const own = drawIn(box.current);
    drawn.current = own;
    return () => own.remove();
  }, []);
  useEffect(() => drawn.current?.show(chart), [chart]);
  return <div class="chart-box" ref={box} />;
}

export function Pictures({ chart, name }: { chart: Chart; name: string }) {
  const words = chartPartWords();
  return (
    <>
      <button type="button" class="as-link" onClick={() => savePng(chart, name)}>
        {words.picture}
      </button>
      <button type="button" class="as-link" onClick={() => saveSvg(chart, name)}>
        {words.drawing}
      </button>
    </>
  );
}

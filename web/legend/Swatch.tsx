import { useId } from 'preact/hooks';
import type { LegendGeometry, Part } from '../../server/styles/legend.ts';
import { description } from '../state/state.ts';

const width = 30;
const height = 20;
/** Of a line in a swatch, so that its dashes can still be told apart. */
const thickest = 2.2;

/** A sample of how the map draws something, from the same values. */
export function Swatch({
  geometry,
  parts,
  trueSize = false,
}: {
  geometry: LegendGeometry;
  parts: readonly Part[];
  trueSize?: boolean | undefined;
}) {
  if (trueSize) return <TrueSize parts={parts} />;
  return (
    <svg class="swatch" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {parts.map((part, index) => (
        <PartShape key={index} part={part} geometry={geometry} />
      ))}
    </svg>
  );
}

/** Circles and icons whose size says something, as large as on the map. */
function TrueSize({ parts }: { parts: readonly Part[] }) {
  const sizes = parts.map((part) => {
    if (part.type === 'circle') return 2 * (part.radius + part.strokeWidth);
    return part.type === 'icon' ? part.size * (description.value?.images[part.image]?.width ?? 0) : 0;
  });
  const side = Math.max(0, ...sizes);
  return (
    <svg class="swatch" width={side} height={side} viewBox={`0 0 ${side} ${side}`} aria-hidden="true">
      {parts.map((part, index) => {
        if (part.type === 'circle') {
          const { colour, opacity, radius, strokeColour, strokeWidth } = part;
          const look = { fill: colour, 'fill-opacity': opacity, stroke: strokeColour, 'stroke-width': strokeWidth };
          return <circle key={index} cx={side / 2} cy={side / 2} r={radius} {...look} />;
        }
        const image = part.type === 'icon' ? description.value?.images[part.image] : undefined;
        return image ? <image key={index} href={image.url} width={side} height={side} /> : null;
      })}
    </svg>
  );
}

function PartShape({ part, geometry }: { part: Part; geometry: LegendGeometry }) {
  const id = useId();
  const image = 'image' in part && part.image ? description.value?.images[part.image] : undefined;
  switch (part.type) {
    case 'fill':
      return image ? (
        <>
          <pattern id={id} width={image.width} height={image.height} patternUnits="userSpaceOnUse">
            <image href={image.url} width={image.width} height={image.height} />
          </pattern>
          <rect x="2" y="2" width={width - 4} height={height - 4} fill={`url(#${id})`} opacity={part.opacity} />
        </>
      ) : (
        <rect x="2" y="2" width={width - 4} height={height - 4} fill={part.colour} opacity={part.opacity} />
      );
    case 'line': {
      if (image) {
        const top = (height - image.height) / 2;
        const copies = Math.ceil(width / image.width);
        return (
          <>
            {Array.from({ length: copies }, (_, index) => (
              <image
                key={index * image.width}
                href={image.url}
                x={index * image.width}
                y={top}
                width={image.width}
                height={image.height}
              />
            ))}
          </>
        );
      }
      const stroke = {
        stroke: part.colour,
        'stroke-width': Math.min(part.width, thickest),
        'stroke-opacity': part.opacity,
        'stroke-dasharray': part.dash?.map((length) => length * Math.min(part.width, thickest)).join(' '),
        'stroke-linecap': part.dash?.[0] === 0 ? ('round' as const) : ('butt' as const),
        fill: 'none',
      };
      return geometry === 'line' ? (
        <path d={`M1 ${height / 2}H${width - 1}`} {...stroke} />
      ) : (
        <rect x="2" y="2" width={width - 4} height={height - 4} {...stroke} />
      );
    }
    case 'circle':
      return (
        <circle
          cx={width / 2}
          cy={height / 2}
          r={Math.min(part.radius, 8)}
          fill={part.colour}
          fill-opacity={part.opacity}
          stroke={part.strokeColour}
          stroke-width={part.strokeWidth}
        />
      );
    case 'icon': {
      const side = Math.min((image?.width ?? 0) * part.size, height);
      return image ? (
        <image href={image.url} x={(width - side) / 2} y={(height - side) / 2} width={side} height={side} />
      ) : null;
    }
  }
}

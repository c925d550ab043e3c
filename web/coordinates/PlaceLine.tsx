import { useSignal } from '@preact/signals';
import type { MapMouseEvent } from 'maplibre-gl';
import { useEffect } from 'preact/hooks';
import { project, projections } from '../../server/geometry/gauss-kruger.ts';
import { formatNumber } from '../../server/styles/format.ts';
import { openMap } from '../map/open-map.ts';
import { keepHere, keptHere } from '../state/kept-here.ts';
import { lang, place } from '../state/state.ts';
import { readScale, rounded, scaleAt, zoomFor } from './scale.ts';
import { placeWords } from './words.ts';
import './place-line.css';

const systems = ['3006', '3010', '4326'] as const;
type System = (typeof systems)[number];
const kept = 'allmanning-coordinates';

/** Where the pointer is, or the middle of the map, in a system that one chooses; and the scale, which can be typed. */
export function PlaceLine() {
  const words = placeWords.value;
  const map = openMap.value;
  const pointer = useSignal<readonly [number, number] | undefined>(undefined);
  const system = useSignal<System>(chosenSystem());
  useEffect(() => {
    const follow = ({ lngLat }: MapMouseEvent) => {
      pointer.value = [lngLat.lng, lngLat.lat];
    };
    const leave = () => {
      pointer.value = undefined;
    };
    map?.on('mousemove', follow);
    map?.on('mouseout', leave);
    return () => {
      map?.off('mousemove', follow);
      map?.off('mouseout', leave);
    };
  }, [map]);
  const middle = place.value;
  if (!map || !middle) return null;
  const [longitude, latitude] = pointer.value ?? [middle.longitude, middle.latitude];
  return (
    <div class="place-line">
      <select
        aria-label={words.system}
        value={system.value}
        onChange={(event) => {
          const chosen = systems.find((one) => one === event.currentTarget.value);
          if (!chosen) return;
          system.value = chosen;
          // Where nothing may be kept, the choice lasts as long as the page.
          keepHere(kept, chosen);
        }}
      >
        {systems.map((one) => (
          <option key={one} value={one}>
            {words.systems[one]}
          </option>
        ))}
      </select>
      <output aria-live="off">{inWords(system.value, longitude, latitude)}</output>
      <ScaleField zoom={middle.zoom} latitude={middle.latitude} />
    </div>
  );
}

function ScaleField({ zoom, latitude }: { zoom: number; latitude: number }) {
  const words = placeWords.value;
  const shown = formatNumber(rounded(scaleAt(zoom, latitude)), lang.value, 0);
  return (
    <label>
      <span aria-hidden="true">1:</span>
      <input
        aria-label={words.scale}
        // What somebody has begun to write stands until the map has another scale.
        key={shown}
        defaultValue={shown}
        inputMode="numeric"
        size={10}
        onChange={(event) => {
          const scale = readScale(event.currentTarget.value);
          event.currentTarget.setCustomValidity(scale === undefined ? words.badScale : '');
          if (scale === undefined) event.currentTarget.reportValidity();
          else openMap.value?.jumpTo({ zoom: zoomFor(scale, latitude) });
        }}
      />
    </label>
  );
}

function inWords(system: System, longitude: number, latitude: number): string {
  if (system === '4326') {
    const degrees = (value: number) => formatNumber(value, lang.value, 5, 5);
    return `${degrees(latitude)}° N  ${degrees(longitude)}° ${placeWords.value.east}`;
  }
  const [east, north] = project(projections[system], longitude, latitude);
  return `N ${formatNumber(north, lang.value, 0)}  E ${formatNumber(east, lang.value, 0)}`;
}

function chosenSystem(): System {
  return systems.find((one) => one === keptHere(kept)) ?? systems[0];
}

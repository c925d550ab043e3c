import { flyTo } from '../../map/open-map.ts';
import { isNarrow, sheet } from '../../panel/sheet-height.ts';
import { lang, theme } from '../../state/state.ts';
import { colours, type Drawing } from '../drawing.ts';
import { bearingInWords, metresInWords, wholeAreaInWords } from '../figures.ts';
import { crossesItself } from '../geometry/crossing.ts';
import { isEditable } from '../map/editable.ts';
import { palette } from '../palette.ts';
import { figuresOf, geometryOf } from '../shape.ts';
import { replace, selectedId } from '../state/drawings.ts';
import { colour, edit, editedId, spoken, takeTool } from '../state/tools.ts';
import { drawWords } from '../words.ts';
import { BufferForm } from './BufferForm.tsx';
import { Corners, gridPlace, NumberField } from './Corners.tsx';
import { UseArea } from './UseArea.tsx';

/** One drawing: what it is called, what it measures, and what can be done with it. */
export function DrawingDetails({ drawing }: { drawing: Drawing }) {
  const words = drawWords.value;
  const put = (changed: Drawing) => replace(drawing.id, [changed]);
  const toMap = () => {
    if (isNarrow.value) sheet.value = 'low';
  };
  return (
    <div class="drawing-details">
      <label>
        <span class="field-label">{drawing.kind === 'text' ? words.content : words.name}</span>
        <input
          type="text"
          maxLength={200}
          value={drawing.name}
          onChange={(event) => put({ ...drawing, name: event.currentTarget.value.trim() })}
        />
      </label>
      <Colours drawing={drawing} put={put} />
      {drawing.kind === 'text' || drawing.kind === 'point' ? null : (
        <label class="choice">
          <input
            type="checkbox"
            checked={drawing.figures}
            onChange={(event) => put({ ...drawing, figures: event.currentTarget.checked })}
          />
          {words.showFigures}
        </label>
      )}
      <FiguresTable drawing={drawing} />
      {drawing.kind === 'circle' ? (
        <NumberField
          label={words.radiusInput}
          value={drawing.radius}
          onNumber={(radius) => {
            if (radius > 0) put({ ...drawing, radius });
          }}
        />
      ) : null}
      <div class="draw-buttons">
        <button
          type="button"
          class="plain-button"
          onClick={() => flyTo({ type: 'Feature', geometry: geometryOf(drawing), properties: null })}
        >
          {words.zoomTo}
        </button>
        {isEditable(drawing) ? (
          <button
            type="button"
            class="plain-button"
            aria-pressed={editedId.value === drawing.id}
            onClick={() => {
              edit(editedId.value === drawing.id ? undefined : drawing.id);
              toMap();
            }}
          >
            {words.edit}
          </button>
        ) : null}
        {drawing.kind === 'line' || drawing.kind === 'area' ? (
          <button
            type="button"
            class="plain-button"
            onClick={() => {
              takeTool('split');
              toMap();
            }}
          >
            {words.split}
          </button>
        ) : null}
        <button
          type="button"
          class="plain-button"
          onClick={() => {
            replace(drawing.id, []);
            selectedId.value = undefined;
            spoken.value = words.removed;
          }}
        >
          {words.remove}
        </button>
      </div>
      {isEditable(drawing) ? null : <p class="quiet">{words.notEditable}</p>}
      {drawing.kind === 'text' ? null : <BufferForm around={drawing} />}
      {drawing.kind === 'area' || drawing.kind === 'circle' ? <UseArea drawing={drawing} /> : null}
      <Corners drawing={drawing} put={put} />
    </div>
  );
}

function Colours({ drawing, put }: { drawing: Drawing; put: (changed: Drawing) => void }) {
  const words = drawWords.value;
  return (
    <fieldset class="drawing-colours">
      <legend class="field-label">{words.colour}</legend>
      {colours.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name={`colour-${drawing.id}`}
            checked={drawing.colour === one}
            onChange={() => {
              colour.value = one;
              put({ ...drawing, colour: one });
            }}
          />
          <span class="drawing-colour" style={{ background: palette[theme.value][one] }} aria-hidden="true" />
          <span class="spoken">{one === 'ink' && theme.value === 'dark' ? words.coloursDark : words.colours[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function FiguresTable({ drawing }: { drawing: Drawing }) {
  const words = drawWords.value;
  const { figures } = words;
  const all = figuresOf(drawing);
  const rows = [
    [figures.radius, all.radius, metresInWords],
    [figures.length, all.length, metresInWords],
    [figures.bearing, all.bearing, bearingInWords],
    [figures.area, all.area, wholeAreaInWords],
    [figures.gridArea, all.gridArea, wholeAreaInWords],
    [figures.perimeter, all.perimeter, metresInWords],
  ] as const;
  return (
    <>
      <table class="figures">
        <tbody>
          {rows.map(([title, figure, inWords]) =>
            figure === undefined ? null : (
              <tr key={title}>
                <th scope="row">{title}</th>
                <td>{inWords(figure, lang.value)}</td>
              </tr>
            ),
          )}
          {all.place ? (
            <tr>
              <th scope="row">{figures.place}</th>
              <td>{gridPlace(all.place)}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
      {drawing.kind === 'area' && crossesItself(drawing.geometry) ? (
        <p class="note">
          <strong>{words.crosses}</strong>
        </p>
      ) : null}
      {all.area === undefined ? null : <p class="quiet small">{words.figuresNote}</p>}
    </>
  );
}

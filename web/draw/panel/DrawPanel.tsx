import '../map/draw.css';
import { withoutWebGl } from '../../map/open-map.ts';
import { BackButton } from '../../panel/BackButton.tsx';
import { isNarrow, sheet } from '../../panel/sheet-height.ts';
import { canRedo, canUndo, drawings, redo, undo } from '../state/drawings.ts';
import { problem, snaps, type ToolName, takeTool, toolName } from '../state/tools.ts';
import { drawWords } from '../words.ts';
import { AroundChosen } from './AroundChosen.tsx';
import { DraftBar } from './DraftBar.tsx';
import { DrawingList } from './DrawingList.tsx';
import { FilesPart } from './FilesPart.tsx';
import { Keeping } from './Keeping.tsx';

const measuring = ['length', 'extent', 'bearing'] as const;
const drawing = ['point', 'line', 'area', 'circle', 'text'] as const;

/** The room in which one measures and draws. */
export function DrawPanel() {
  const words = drawWords.value;
  return (
    <div class="padded draw-panel">
      <BackButton />
      <h2>{words.title}</h2>
      {withoutWebGl.value ? <p class="note">{words.noMap}</p> : <Toolbox />}
      {isNarrow.value ? null : <DraftBar />}
      {problem.value ? (
        <p class="note" role="alert">
          {problem.value}
        </p>
      ) : null}
      <div class="draw-head">
        <h3>
          {words.mine} ({drawings.value.length})
        </h3>
        <button type="button" class="plain-button" disabled={!canUndo.value} onClick={undo}>
          {words.undo}
        </button>
        <button type="button" class="plain-button" disabled={!canRedo.value} onClick={redo}>
          {words.redo}
        </button>
      </div>
      <DrawingList />
      <AroundChosen />
      <FilesPart />
      <Keeping />
    </div>
  );
}

function Toolbox() {
  const words = drawWords.value;
  return (
    <>
      <Tools title={words.measureTools} names={measuring} />
      <Tools title={words.drawTools} names={drawing} />
      <label class="choice">
        <input
          type="checkbox"
          checked={snaps.value}
          onChange={(event) => {
            snaps.value = event.currentTarget.checked;
          }}
        />
        {words.snap}
      </label>
    </>
  );
}

function Tools({ title, names }: { title: string; names: readonly ToolName[] }) {
  const words = drawWords.value;
  return (
    <fieldset class="draw-tools">
      <legend class="field-label">{title}</legend>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          class="plain-button"
          aria-pressed={toolName.value === name}
          onClick={() => {
            takeTool(toolName.value === name ? undefined : name);
            // The map is what one draws on.
            if (isNarrow.value) sheet.value = 'low';
          }}
        >
          {words.tools[name]}
        </button>
      ))}
    </fieldset>
  );
}

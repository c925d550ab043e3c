import { useEffect, useRef } from 'preact/hooks';
import { capabilities } from '../capabilities.ts';
import { closeAnswers } from '../state/actions.ts';
import { goBack } from '../state/history.ts';
import { chosenFeature } from '../state/loading.ts';
import { answers, chosen, description, lang, page, t } from '../state/state.ts';
import { Handle } from './Handle.tsx';
import { Subjects } from './Subjects.tsx';
import { heightAt, isNarrow, sheet } from './sheet-height.ts';
import { Tools } from './Tools.tsx';

/** The one column of subjects and answers: beside the map, or a sheet over it on a narrow screen. */
export function Panel() {
  const words = t.value;
  const scroller = useRef<HTMLDivElement>(null);
  const showing = page.value;
  const Room = capabilities.flatMap(({ rooms }) => rooms?.[showing] ?? []).at(0);
  const shownKey = chosen.value?.key;
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    // The button that was pressed is gone: the next Tab goes on from the top of what it opened.
    if (document.activeElement === document.body && showing !== 'subjects') scroller.current?.focus();
  }, [showing, answers.value]);
  useEffect(() => {
    if (isNarrow.value && showing !== 'subjects' && sheet.value === 'low') sheet.value = 'half';
  }, [showing, shownKey]);
  const height = isNarrow.value ? { height: `${heightAt(sheet.value)}px` } : {};
  return (
    <aside class="panel" aria-label={words.panel} style={height}>
      <Handle />
      <header class="panel-head">
        <div>
          <h1>{words.title}</h1>
          <p class="subtitle">{words.subtitle}</p>
        </div>
        <a
          class="language"
          href={`?lang=${words.otherLanguage}`}
          lang={words.otherLanguage}
          hrefLang={words.otherLanguage}
          onClick={(event) => {
            event.preventDefault();
            lang.value = lang.value === 'sv' ? 'en' : 'sv';
          }}
        >
          {words.language}
        </a>
        {isNarrow.value ? null : <ExampleMark />}
      </header>
      {capabilities.map(({ id, above: Above }) => (Above ? <Above key={id} /> : null))}
      {isNarrow.value ? null : <Tools />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves from wherever the focus is. */}
      <div
        class="panel-scroll"
        ref={scroller}
        tabIndex={-1}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && showing !== 'subjects') goBack(closeAnswers);
        }}
      >
        {isNarrow.value && showing === 'subjects' ? (
          <>
            <Tools />
            <ExampleMark />
          </>
        ) : null}
        {Room ? <Room /> : <Subjects />}
        {isNarrow.value ? <SmallPrint /> : null}
      </div>
      {isNarrow.value ? null : <SmallPrint />}
      <p class="spoken" aria-live="polite">
        {showing === 'answers' ? <Spoken /> : null}
      </p>
    </aside>
  );
}

/** What a screen reader says when an answer has come. */
function Spoken() {
  const count = answers.value?.length;
  if (count === 0) return t.value.nothingHere;
  if (count !== undefined) return `${t.value.answersHere}: ${count}`;
  return chosenFeature.value ? t.value.answersHere : null;
}

/** Which datasets have invented rows. Each such feature says so itself, too: beside them there may be real ones. */
function ExampleMark() {
  const { datasets = [], subjects = [] } = description.value ?? {};
  const marked = new Set(datasets.filter(({ example }) => example).map(({ subject }) => subject));
  const titles = subjects.filter(({ id }) => marked.has(id)).map(({ title }) => title);
  if (titles.length === 0) return null;
  return <p class="example">{t.value.example.replace('{subjects}', titles.join(', '))}</p>;
}

function SmallPrint() {
  return (
    <footer class="small-print">
      <p>{t.value.noDecision}</p>
    </footer>
  );
}

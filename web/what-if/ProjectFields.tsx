import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ModelDocument } from '../../server/forecast/model/document.ts';
import { plannedDwellings } from '../../server/forecast/model/dwellings.ts';
import { filled } from '../../server/styles/filled.ts';
import { formatNumber } from '../../server/styles/format.ts';
import { lang } from '../state/state.ts';
import { attempt, tried } from './experiment.ts';
import { NumberField } from './NumberField.tsx';
import { projectCalled, shortNameOf } from './reckon.ts';
import { people } from './told.ts';
import { limits, type TriedProject } from './tried.ts';
import { whatIfWords } from './words.ts';

type Project = ModelDocument['projects'][number];

/** A project to choose, and those that are changed or about to be. */
export function ProjectFields({ document }: { document: ModelDocument }) {
  const words = whatIfWords.value;
  /** Chosen here, whether it is changed yet or not. */
  const open = useSignal<readonly string[]>([]);
  const choice = useSignal('');
  /** The one that was chosen last: one goes on there. */
  const added = useSignal<string | undefined>(undefined);
  const changed = Object.keys(tried.value.projects).flatMap((name) => projectCalled(document, name)?.id ?? []);
  const shown = [...new Set([...open.value, ...changed])];
  const shut = (id: string) => {
    open.value = open.value.filter((one) => one !== id);
  };
  return (
    <section aria-labelledby="what-if-projects">
      <h3 id="what-if-projects">{words.projects}</h3>
      <form
        class="what-if-choose"
        onSubmit={(event) => {
          event.preventDefault();
          if (choice.value === '') return;
          open.value = [...open.value, choice.value];
          added.value = choice.value;
          choice.value = '';
        }}
      >
        <label>
          <span class="field-label">{words.choose}</span>
          <select
            value={choice.value}
            onChange={(event) => {
              choice.value = event.currentTarget.value;
            }}
          >
            <option value="">{words.none}</option>
            {document.projects
              .filter(({ id }) => !shown.includes(id))
              .map(({ id, name, area }) => (
                <option key={id} value={id}>
                  {name} ({document.areas[area]?.name})
                </option>
              ))}
          </select>
        </label>
        <button type="submit" class="plain-button" disabled={choice.value === ''}>
          {words.change}
        </button>
      </form>
      {shown.map((id) => {
        const project = document.projects.find((one) => one.id === id);
        return project ? (
          <OneProject key={id} document={document} project={project} isNew={added.value === id} shut={() => shut(id)} />
        ) : null;
      })}
    </section>
  );
}

interface OneProps {
  document: ModelDocument;
  project: Project;
  /** Chosen just now. */
  isNew: boolean;
  shut: () => void;
}

function OneProject({ document, project, isNew, shut }: OneProps) {
  const words = whatIfWords.value;
  const fields = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (isNew) fields.current?.focus();
  }, [isNew]);
  const name =
    Object.keys(tried.value.projects).find((one) => projectCalled(document, one)?.id === project.id) ??
    shortNameOf(document, project.id);
  const now = tried.value.projects[name] ?? {};
  const put = (field: string, next: TriedProject | undefined) =>
    attempt(`${name} ${field}`, (all) => {
      const { [name]: _, ...others } = all.projects;
      return { ...all, projects: next === undefined || isAsPlanned(next) ? others : { ...others, [name]: next } };
    });
  const planned = plannedDwellings(project);
  return (
    <fieldset class="what-if-project" ref={fields} tabIndex={-1}>
      <legend>{project.name}</legend>
      <p class="quiet">
        {filled(words.planned, {
          count: people(planned),
          years: yearsOf(project),
          area: document.areas[project.area]?.name ?? '',
        })}
        {project.stage === null
          ? null
          : `. ${filled(words.plannedStage, { stage: project.stage, percent: `${formatNumber(project.believed * 100, lang.value, 0)} %` })}`}
      </p>
      <label class="choice">
        <input
          type="checkbox"
          checked={now.dropped === true}
          onChange={(event) => put('dropped', event.currentTarget.checked ? { dropped: true } : undefined)}
        />
        {words.dropped}
      </label>
      {now.dropped ? null : (
        <>
          <NumberField
            label={words.later}
            help={words.laterHelp}
            value={now.later ?? 0}
            limits={limits.later}
            take={(later) => put('later', { ...now, later })}
          />
          <NumberField
            label={words.dwellings}
            value={now.count ?? planned}
            limits={limits.count}
            take={(count) => put('count', count === planned ? without(now, 'count') : { ...now, count })}
          />
          <label class="number-field">
            <span>{words.kind}</span>
            <select
              value={now.kind ?? ''}
              onChange={(event) => {
                const kind = event.currentTarget.value;
                put('kind', kind === '' ? without(now, 'kind') : { ...now, kind });
              }}
            >
              <option value="">{words.asPlanned}</option>
              {document.houses.map(({ value, title }) => (
                <option key={value} value={value}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
      <button
        type="button"
        class="plain-button"
        aria-label={filled(words.remove, { name: project.name })}
        onClick={() => {
          put('removed', undefined);
          shut();
        }}
      >
        {words.removeShort}
      </button>
    </fieldset>
  );
}

function isAsPlanned({ later, dropped, count, kind }: TriedProject): boolean {
  return !later && !dropped && count === undefined && kind === undefined;
}

function without(change: TriedProject, name: 'count' | 'kind'): TriedProject {
  const { [name]: _, ...rest } = change;
  return rest;
}

function yearsOf({ finished }: Project): string {
  const years = finished.map(({ year }) => year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return first === last ? String(first) : `${first}–${last}`;
}

import { type Html, html, type Visit } from '../../pages/index.ts';
import { groupingParameter, projectsParameter, serviceParameter } from '../need-parameters.ts';
import { needWords } from './answer-words.ts';
import type { NeedAnswer } from './question.ts';

/** What a reader may choose: a form that asks the same address again. What it has no field for stays as it is. */
export function choiceForm({ lang }: Visit, { basis, question }: NeedAnswer, query: URLSearchParams): Html {
  const own = new Set([serviceParameter, groupingParameter, projectsParameter].map(({ name }) => name));
  const kept = [...query].filter(([name]) => !own.has(name) && name !== 'omrade' && name !== 'f');
  const services = [
    { value: '', title: needWords.all[lang] },
    ...basis.services.map(({ id, title }) => ({ value: id, title: title[lang] })),
  ];
  const groupings = [
    { value: '', title: needWords.usual[lang] },
    { value: 'omraden', title: needWords.byArea[lang] },
    { value: 'kommun', title: needWords.byWhole[lang] },
  ];
  const projects = [
    { value: 'med', title: needWords.with[lang] },
    { value: 'utan', title: needWords.without[lang] },
  ];
  return html`<div class="choose"><form action="/behov" method="get">
${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)}${choice(serviceParameter.name, needWords.service[lang], services, question.service ?? '')}
${choice(groupingParameter.name, needWords.grouping[lang], groupings, query.get(groupingParameter.name) ?? '')}
${choice(projectsParameter.name, needWords.withProjects[lang], projects, question.chosen.projects ? 'med' : 'utan')}
<p class="actions"><button class="main-action">${needWords.show[lang]}</button></p>
</form></div>`;
}

function choice(
  name: string,
  label: string,
  options: readonly { value: string; title: string }[],
  chosen: string,
): Html {
  return html`<div class="field"><label for="val-${name}">${label}</label><select id="val-${name}" name="${name}">${options.map(
    ({ value, title }) =>
      html`<option value="${value}"${value === chosen ? html` selected` : undefined}>${title}</option>`,
  )}</select></div>`;
}

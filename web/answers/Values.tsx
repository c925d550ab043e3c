import type { DatasetDescription, FieldDescription } from '../../server/styles/describe.ts';
import { formatValue } from '../../server/styles/format.ts';
import type { Hit } from '../state/state.ts';
import { lang } from '../state/state.ts';

/** The fields of the popup that the feature has a value for, in the definition's order. */
export function Values({ dataset, properties }: { dataset: DatasetDescription; properties: Hit['properties'] }) {
  const rows = dataset.popup.fields.flatMap((name) => {
    const field = dataset.fields.find((candidate) => candidate.name === name);
    const text = field && formatValue(field, properties[name], lang.value);
    return field && text ? [{ field, text }] : [];
  });
  return (
    <dl class="values">
      {rows.map(({ field, text }) => (
        <div key={field.name} class={field.format === 'multiline' ? 'long' : undefined}>
          <dt>{field.title}</dt>
          <dd>
            <Value field={field} text={text} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ field, text }: { field: FieldDescription; text: string }) {
  // Only what is surely a web address becomes a link: the value is somebody's data.
  if (field.format === 'link' && /^https?:\/\//.test(text) && URL.canParse(text)) {
    return <a href={text}>{new URL(text).hostname}</a>;
  }
  return <>{text}</>;
}

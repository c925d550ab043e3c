import { ContainsField } from './ContainsField.tsx';
import { choose } from './choices.ts';
import type { FieldProps } from './field-props.ts';
import { RangeChoice } from './RangeChoice.tsx';
import { said } from './sentence.ts';
import { ValueChoice } from './ValueChoice.tsx';

/** One field to choose by: folded until somebody opens it or has chosen something in it. */
export function FieldChoice({ isOpen, ...props }: Omit<FieldProps, 'choose'> & { isOpen: boolean }) {
  const { dataset, facet, condition } = props;
  const field = dataset.fields.find(({ name }) => name === facet.property);
  const title = field?.unit ? `${facet.title} (${field.unit})` : facet.title;
  return (
    <details class="field-choice" open={isOpen || condition !== undefined}>
      <summary>
        {title}
        {condition ? <span class="field-chosen">{said(condition, dataset)}</span> : null}
      </summary>
      <Inner {...props} choose={(next) => choose(dataset, facet.property, next)} />
    </details>
  );
}

function Inner(props: FieldProps) {
  const { facet, ...others } = props;
  switch (facet.kind) {
    case 'values': {
      const isText = others.dataset.fields.find(({ name }) => name === facet.property)?.type === 'text';
      return (
        <>
          <ValueChoice {...others} facet={facet} />
          {isText ? <ContainsField {...props} /> : null}
        </>
      );
    }
    case 'numbers':
    case 'days':
      return <RangeChoice {...others} facet={facet} />;
    case 'text':
      return <ContainsField {...props} />;
  }
}

import { batch } from '@preact/signals';
import { writeGroups } from '../../server/forecast/need/catchments.ts';
import { GroupFields } from './GroupFields.tsx';
import { grouping, groups, opened, service, withProjects } from './need-state.ts';
import { chosenService, told } from './reckoned.ts';
import { needWords } from './words.ts';

/** What may be chosen: the service, how areas share places, and whether projects count. */
export function Choices() {
  const words = needWords.value;
  const own = groups.value !== undefined;
  const kinds = [
    { value: '', title: words.usual },
    { value: 'omraden', title: words.byArea },
    { value: 'kommun', title: words.byWhole },
    { value: 'grupper', title: words.byGroups },
  ];
  const choose = (value: string) =>
    batch(() => {
      opened.value = undefined;
      grouping.value = value === 'omraden' || value === 'kommun' ? value : undefined;
      groups.value = value === 'grupper' ? startingGroups() : undefined;
    });
  return (
    <div class="need-choices">
      <div>
        <label class="field-label" for="need-service">
          {words.service}
        </label>
        <select
          id="need-service"
          value={chosenService.value?.id ?? ''}
          onChange={(event) => {
            service.value = event.currentTarget.value;
          }}
        >
          {told.value?.services.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label class="field-label" for="need-grouping">
          {words.grouping}
        </label>
        <select
          id="need-grouping"
          value={own ? 'grupper' : (grouping.value ?? '')}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {kinds.map(({ value, title }) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
      </div>
      <label class="choice">
        <input
          type="checkbox"
          checked={withProjects.value}
          onChange={(event) => {
            withProjects.value = event.currentTarget.checked;
          }}
        />
        {words.withProjects}
      </label>
      {own ? <GroupFields /> : null}
    </div>
  );
}

/** One group with the first two areas, to begin with. */
function startingGroups(): string | undefined {
  const codes = told.value?.areas.slice(0, 2).map(({ code }) => code) ?? [];
  return codes.length === 0 ? undefined : writeGroups([{ name: 'A', areas: codes }]);
}

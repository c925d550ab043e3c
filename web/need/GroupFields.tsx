import { type Group, readGroups, writeGroups } from '../../server/forecast/need/catchments.ts';
import { filled } from '../../server/styles/filled.ts';
import { groups } from './need-state.ts';
import { told } from './reckoned.ts';
import { needWords } from './words.ts';

/** A name of a group for each area: those with the same name share their places. */
export function GroupFields() {
  const words = needWords.value;
  const areas = told.value?.areas ?? [];
  const now = (groups.value === undefined ? undefined : readGroups(groups.value)) ?? [];
  const groupOf = (code: string) => now.find((group) => group.areas.includes(code))?.name ?? '';
  const put = (code: string, name: string) => {
    const names = areas.map((area) => [area.code, area.code === code ? name.trim() : groupOf(area.code)] as const);
    const next = [...new Set(names.map(([, group]) => group))].filter(Boolean).map((group): Group => {
      return { name: group, areas: names.filter(([, other]) => other === group).map(([area]) => area) };
    });
    groups.value = writeGroups(next);
  };
  return (
    <fieldset class="need-groups">
      <legend class="field-label">{words.groups}</legend>
      <p class="quiet">{words.groupsHelp}</p>
      {areas.map(({ code, name }) => (
        <label key={code}>
          <span>{name}</span>
          <input
            type="text"
            aria-label={filled(words.groupOf, { area: name })}
            value={groupOf(code)}
            maxLength={30}
            onChange={(event) => put(code, event.currentTarget.value)}
          />
        </label>
      ))}
    </fieldset>
  );
}

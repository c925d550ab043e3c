import { capabilities } from '../capabilities.ts';
import { page, t } from '../state/state.ts';

/** What can be done with the map: a button for each capability that has one. */
export function Tools() {
  return (
    <nav class="tools" aria-label={t.value.tools}>
      <ul>
        {capabilities.map(({ id, tool, rooms = {} }) =>
          tool ? (
            <li key={id}>
              <button
                type="button"
                id={tool.buttonId}
                aria-current={page.value in rooms ? 'true' : undefined}
                onClick={tool.open}
              >
                <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
                  <path
                    d={tool.sign}
                    fill="none"
                    stroke="currentColor"
                    stroke-width="1.6"
                    stroke-linecap="round"
                    stroke-linejoin="round"
                  />
                </svg>
                <span>{tool.title()}</span>
              </button>
            </li>
          ) : null,
        )}
      </ul>
    </nav>
  );
}

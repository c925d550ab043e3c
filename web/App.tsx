import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { YearBar } from './forecast/YearBar.tsx';
import { FilterNotice } from './map/FilterNotice.tsx';
import { MapView } from './map/MapView.tsx';
import { Panel } from './panel/Panel.tsx';
import { PrintFrame } from './print/PrintFrame.tsx';
import { lang, page, serverAway, t } from './state/state.ts';

export function App() {
  const words = t.value;
  useEffect(
    () =>
      effect(() => {
        document.documentElement.lang = lang.value;
        document.title = t.value.title;
      }),
    [],
  );
  return (
    <>
      <button
        type="button"
        class="skip"
        onClick={() => {
          page.value = 'list';
        }}
      >
        {words.skipToList}
      </button>
      <Panel />
      <main class="stage">
        <MapView key={lang.value} />
        <YearBar />
        <FilterNotice />
        <PrintFrame />
        {serverAway.value ? (
          <p class="server-away" role="status">
            {words.serverAway}
          </p>
        ) : null}
      </main>
    </>
  );
}

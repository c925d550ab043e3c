import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { capabilities } from './capabilities.ts';
import { enterList } from './list/capability.ts';
import { MapView } from './map/MapView.tsx';
import { Panel } from './panel/Panel.tsx';
import { lang, serverAway, t } from './state/state.ts';

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
      <button type="button" class="skip" onClick={enterList}>
        {words.skipToList}
      </button>
      <Panel />
      <main class="stage">
        <MapView key={lang.value} />
        {capabilities.map(({ id, over: Over }) => (Over ? <Over key={id} /> : null))}
        {serverAway.value ? (
          <p class="server-away" role="status">
            {words.serverAway}
          </p>
        ) : null}
      </main>
    </>
  );
}

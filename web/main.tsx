import { render } from 'preact';
import { App } from './App.tsx';
import { capabilities } from './capabilities.ts';
import './look/fonts.css';
import './look/base.css';
import './look/page.css';
import './look/panel.css';
import './look/answers.css';
import './look/map-controls.css';
import './look/map.css';
import './look/print-mode.css';
import { changeLayers } from './map/look.ts';
import { jumpTo } from './map/open-map.ts';
import { keepInAddress } from './state/address-parts.ts';
import { followAddress } from './state/history.ts';
import { startListening } from './state/live.ts';
import { startLoading } from './state/loading.ts';
import { place } from './state/state.ts';

changeLayers(capabilities.flatMap(({ changed }) => changed ?? []));
keepInAddress(capabilities.flatMap(({ address = [] }) => address));
followAddress(() => {
  if (place.value) jumpTo(place.value);
});
startLoading();
startListening();
const root = document.getElementById('app');
if (root) render(<App />, root);

import type { Localized } from '../../datasets/definition.ts';
import type { FileList } from '../../downloads/list.ts';
import { type Html, html, type Visit } from '../../pages/index.ts';
import type { DatasetDescription } from '../../styles/describe.ts';

const words = {
  title: { sv: 'Använd i ditt program', en: 'Use in your program' },
  qgis: {
    sv: 'Lager → Lägg till lager → WFS / OGC API – Features, ny anslutning med adressen:',
    en: 'Layer → Add Layer → WFS / OGC API – Features, a new connection with the address:',
  },
  tiles: {
    sv: 'Som vektorplattor: Lägg till vektorplattlager, ny generisk anslutning:',
    en: 'As vector tiles: Add Vector Tile Layer, new generic connection:',
  },
  wms: {
    sv: 'Som kartbilder (WMS), också i ArcGIS, GEOSECMA, Origo och andra program:',
    en: 'As map pictures (WMS), also in ArcGIS, GEOSECMA, Origo and other programs:',
  },
  excel: {
    sv: 'Data → Från webben. Klistra in adressen; ”Uppdatera alla” hämtar det senaste.',
    en: 'Data → From Web. Paste the address; “Refresh All” fetches the newest.',
  },
  page: { sv: 'En sida av objekten som GeoJSON:', en: 'A page of the features as GeoJSON:' },
  whole: { sv: 'Allt på en gång:', en: 'Everything at once:' },
} satisfies Record<string, Localized>;

/** How the dataset is opened in what people have, two lines each. */
export function howToUse({ id, hasGeometry }: DatasetDescription, { files }: FileList, visit: Visit): Html {
  const { lang, baseUrl } = visit;
  const excel = files.find(({ extension }) => extension === 'excel.csv');
  const line = (text: Localized, code: string) => html`<p>${text[lang]}</p><p class="code">${code}</p>`;
  return html`<h2>${words.title[lang]}</h2>
<h3>QGIS</h3>
${line(words.qgis, `${baseUrl}/geodata/v1`)}
${hasGeometry ? line(words.tiles, `${baseUrl}/tiles/${id}/{z}/{x}/{y}.mvt`) : undefined}
${hasGeometry ? line(words.wms, `${baseUrl}/wms`) : undefined}
${excel ? html`<h3>Excel</h3>${line(words.excel, excel.href)}` : undefined}
<h3>curl</h3>
${line(words.page, `curl '${baseUrl}/geodata/v1/collections/${id}/items?limit=100&f=geojson'`)}
${files[0] ? line(words.whole, `curl -O ${files[0].href}`) : undefined}`;
}

/** Swagger UI speaks English only: what it says of its own, in Swedish. */
const swedish = {
  'Try it out': 'Prova',
  Cancel: 'Avbryt',
  Execute: 'Skicka frågan',
  Clear: 'Rensa',
  Reset: 'Återställ',
  Servers: 'Adress',
  Parameters: 'Parametrar',
  'No parameters': 'Inga parametrar',
  Name: 'Namn',
  Description: 'Beskrivning',
  Type: 'Typ',
  Add: 'Lägg till',
  query: 'fråga',
  path: 'adress',
  number: 'tal',
  string: 'text',
  item: '',
  required: 'krävs',
  Responses: 'Svar',
  'Server response': 'Serverns svar',
  'Request URL': 'Frågans adress',
  'Request duration': 'Tid för frågan',
  'Response body': 'Innehåll',
  'Response headers': 'Huvuden',
  'Headers:': 'Huvuden:',
  Details: 'Detaljer',
  Download: 'Ladda ner',
  Code: 'Kod',
  Links: 'Länkar',
  'No links': 'Inga länkar',
  'Media type': 'Format',
  'Media Type': 'Format',
  Controls: 'Styr',
  'header.': '.',
  Examples: 'Exempel',
  'Example Value': 'Exempel',
  Undocumented: 'Står inte i beskrivningen',
  '- Website': '– webbplats',
  'Expand operation': 'Visa',
  'Collapse operation': 'Dölj',
  'Copy path to clipboard': 'Kopiera adressen',
  'Copy cURL command to clipboard': 'Kopiera kommandot',
  'Copy code to clipboard': 'Kopiera',
  'Failed to load API definition.': 'Beskrivningen gick inte att hämta.',
  'Failed to fetch.': 'Det gick inte att få svar.',
};

/** What others have written: the document, names, values and answers. */
const notOurs =
  '.markdown, .renderedMarkdown, .parameter__name, .parameter__type, td.header-col, .model, pre, code, option, textarea';
const told = ['aria-label', 'title'];

const swedishOf = (text) =>
  Object.hasOwn(swedish, text) ? swedish[text] : text.replace(/^Send email to /, 'Skicka e-post till ');

/** Changes only what a text says: the nodes are Swagger UI's, which writes them anew when it wants to. */
function translateText(node) {
  const text = node.nodeValue.trim();
  const said = swedishOf(text);
  if (said !== text && !node.parentElement?.closest(notOurs)) node.nodeValue = node.nodeValue.replace(text, said);
}

function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) return translateText(node);
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  for (const name of told) {
    const text = node.getAttribute(name) ?? '';
    const said = swedishOf(text);
    if (said !== text) node.setAttribute(name, said);
  }
  for (const child of node.childNodes) translate(child);
}

/** From now on all that is said in there is said in Swedish, before it is drawn. */
export function inSwedish(place) {
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'childList') for (const node of addedNodes) translate(node);
      else translate(target);
    }
  }).observe(place, {
    childList: true,
    subtree: true,
    characterData: true,
    attributes: true,
    attributeFilter: told,
  });
}

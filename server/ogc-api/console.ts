import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type RequestHandler, Router } from 'express';
import { baseUrlOf } from '../http/base-url.ts';
import { inLanguage } from '../http/language.ts';
import { checkQuery, langParameter } from '../http/parameters.ts';
import { queryOf } from '../http/query.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { root } from './links.ts';

const require = createRequire(import.meta.url);
const own = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** What the page loads, from here and from nowhere else. */
const files: Record<string, string> = {
  'swagger-ui.css': require.resolve('swagger-ui-dist/swagger-ui.css'),
  'swagger-ui-bundle.js': require.resolve('swagger-ui-dist/swagger-ui-bundle.js'),
  'console.css': own('console.css'),
  'console.js': own('console.js'),
  'console-words.js': own('console-words.js'),
};

/** `/api`: the API as a page on which it can be tried, in the reader's language. */
export function apiConsole(service: OpenData): Router {
  const router = Router();
  for (const [name, path] of Object.entries(files)) router.get(`/${name}`, (_, response) => response.sendFile(path));
  router.get('/', page(service));
  return router;
}

const words = {
  sv: {
    title: 'Prova API:et',
    about:
      'Alla frågor som går att ställa. Öppna en, tryck på Prova, ändra det du vill och tryck på Skicka frågan. Inget du gör här kan ändra några data.',
    map: 'Kartan',
    landing: 'API:ets startsida',
    definition: 'OpenAPI-dokumentet',
    example: 'Exempel',
    other: 'In English',
    noScript: 'Sidan behöver JavaScript. Utan det finns samma beskrivning i OpenAPI-dokumentet.',
  },
  en: {
    title: 'Try the API',
    about:
      'All questions that can be asked. Open one, press Try it out, change what you like and press Execute. Nothing that you do here can change any data.',
    map: 'The map',
    landing: 'Landing page of the API',
    definition: 'The OpenAPI document',
    example: 'Example',
    other: 'På svenska',
    noScript: 'The page needs JavaScript. Without it the same description is in the OpenAPI document.',
  },
};

function page(service: OpenData): RequestHandler {
  return (request, response) => {
    checkQuery(queryOf(request), [langParameter]);
    const lang = inLanguage(request, response);
    const text = words[lang];
    const other = lang === 'sv' ? 'en' : 'sv';
    // Only the path: what the page loads comes from where the page came from.
    const base = new URL(baseUrlOf(service.config, request)).pathname.replace(/\/$/, '');
    const definition = `${base}${root}/api?f=json&amp;lang=${lang}`;
    response.type('html').send(`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text.title} – Allmänning</title>
<link rel="icon" href="${base}/icon.svg">
<link rel="stylesheet" href="${base}/api/swagger-ui.css">
<link rel="stylesheet" href="${base}/api/console.css">
</head>
<body>
<header>
<nav><a href="${base}/">${text.map}</a> <a href="${base}${root}?lang=${lang}">${text.landing}</a> <a href="${definition}">${text.definition}</a> <a href="${base}/api?lang=${other}" lang="${other}" hreflang="${other}">${text.other}</a></nav>
<h1>${text.title}</h1>
<p>${text.about}</p>
</header>
<main id="console" data-definition="${definition}" data-example="${text.example}"><noscript>${text.noScript}</noscript></main>
<script src="${base}/api/swagger-ui-bundle.js"></script>
<script type="module" src="${base}/api/console.js"></script>
</body>
</html>
`);
  };
}

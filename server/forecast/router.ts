import { Router } from 'express';
import { versionOf } from '../changes/versions.ts';
import { inLanguage } from '../http/language.ts';
import { checkQuery, langParameter } from '../http/parameters.ts';
import { queryOf } from '../http/query.ts';
import { keptUntilChanged } from '../open-data/kept.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { aggregating } from '../statistics/index.ts';
import { modelDatasets } from './datasets.ts';
import { modelPath } from './model/address.ts';
import { modelDocument } from './model-document.ts';

/** Later than this the answer is 503: whoever asks again has it. */
const answerWithinMs = 20_000;
/** Forecasts and languages. */
const mostKept = 8;

/** What an experiment with the forecast reckons with, in the reader's browser. */
export function forecastRoutes(service: OpenData): Router {
  const router = Router();
  const find = aggregating(answerWithinMs);
  const kept = keptUntilChanged<string>(mostKept);
  router.get(modelPath, async (request, response) => {
    checkQuery(queryOf(request), [langParameter]);
    const lang = inLanguage(request, response);
    const { published, changes } = service;
    const datasets = modelDatasets(published.definitions);
    const { forecast, areas, assumptions, building } = datasets;
    const others = [areas, assumptions, building].filter((one) => one !== undefined);
    const make = async () => JSON.stringify(await modelDocument(service, find, datasets, lang));
    const areTracked = others.every(({ id }) => published.isTracked(id));
    // Heard of before the version is told, so that it is that of the newest rows.
    await changes.catchUpWithin(1_000);
    const name = `${lang} ${versionOf(changes, others, '')}`;
    response.type('application/json').send(areTracked ? await kept(service, forecast, name, make) : await make());
  });
  return router;
}

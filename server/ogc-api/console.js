// The page at /api: Swagger UI over our own OpenAPI document.
import { inSwedish } from './console-words.js';

const place = document.getElementById('console');

if (document.documentElement.lang === 'sv') inSwedish(place);

const { externalDocs: _, ...definition } = await (await fetch(place.dataset.definition)).json();

// Swagger UI writes every example into its field, as if one always asked for all at once: tell them in words instead.
for (const { get } of Object.values(definition.paths)) {
  get.parameters = get.parameters.map((one) => {
    const parameter = one.$ref ? definition.components.parameters[one.$ref.split('/').pop()] : one;
    if (parameter.required || parameter.example === undefined) return parameter;
    const { example, ...rest } = parameter;
    // A default too would be sent along.
    const { default: _, ...schema } = rest.schema;
    return {
      ...rest,
      schema,
      description: `${rest.description} \n\n${place.dataset.example}: \`${[example].flat().join(',')}\``,
    };
  });
}

globalThis.SwaggerUIBundle({
  spec: definition,
  domNode: place,
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: -1,
  // Else Swagger UI would show the document to a service of theirs.
  validatorUrl: null,
});

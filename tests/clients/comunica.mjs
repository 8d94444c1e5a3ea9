import { QueryEngine } from "@comunica/query-sparql";
import { dialogue } from "./dialogue.mjs";

// Told nothing but the address: that it is a SPARQL endpoint is in its service description.
const engine = new QueryEngine();
const context = { sources: [process.argv[2]], destination: process.argv[2] };

dialogue({
  select: async function* (text) {
    for await (const row of await engine.queryBindings(text, context)) {
      yield Object.fromEntries([...row].map(([{ value }, term]) => [value, term]));
    }
  },
  ask: (text) => engine.queryBoolean(text, context),
  construct: (text) => engine.queryQuads(text, context),
  update: (text) => engine.queryVoid(text, context),
});

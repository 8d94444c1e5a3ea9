import { SparqlEndpointFetcher } from "fetch-sparql-endpoint";
import { dialogue } from "./dialogue.mjs";

const address = process.argv[2];
const fetcher = new SparqlEndpointFetcher();

dialogue({
  select: (text) => fetcher.fetchBindings(address, text),
  ask: (text) => fetcher.fetchAsk(address, text),
  construct: (text) => fetcher.fetchTriples(address, text),
  update: (text) => fetcher.fetchUpdate(address, text),
});

import SparqlClient from "sparql-http-client";
import { dialogue } from "./dialogue.mjs";

const address = process.argv[2];
const { query } = new SparqlClient({ endpointUrl: address, updateUrl: address });

dialogue({
  select: query.select.bind(query),
  ask: query.ask.bind(query),
  construct: query.construct.bind(query),
  update: query.update.bind(query),
});

// Asks a server the questions that standard input holds, and writes down what a client makes of the
// answers: terms as [kind, value, language or datatype], an error as { error: message }.
import { readFileSync } from "node:fs";

const term = ({ termType, value, language, datatype }) => [
  termType,
  termType === "BlankNode" ? "" : value,
  language || datatype?.value || "",
];

const all = async (stream, each) => {
  const found = [];
  for await (const item of await stream) {
    found.push(each(item));
  }
  return found;
};

// A client is four functions: `select` gives a stream of objects that hold a term by variable,
// `construct` one of quads, `ask` a truth value.
export const dialogue = async ({ select, ask, construct, update }) => {
  const { updates, ...asked } = JSON.parse(readFileSync(0, "utf8"));
  const rows = (text) => all(select(text), (row) => Object.values(row).map(term));
  const triples = (text) =>
    all(construct(text), (quad) => [quad.subject, quad.predicate, quad.object].map(term));
  const updated = async (text) => {
    for (const each of updates) {
      await update(each);
    }
    return rows(text);
  };
  const ways = { ask, not: ask, construct: triples, updated, forbidden: update };
  const answers = {};
  // Also where a client waits for ever: then nothing is left to do, and the answer is missing.
  process.once("beforeExit", () => process.stdout.write(JSON.stringify(answers)));
  for (const [name, text] of Object.entries(asked)) {
    try {
      answers[name] = await (ways[name] ?? rows)(text);
    } catch (error) {
      answers[name] = { error: error.message };
    }
  }
};

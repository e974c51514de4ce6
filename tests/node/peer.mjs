// Calls with the official client, as the program `peer` calls with ours.
//
// Each line of stdin is a job, as JSON: {"id": "..", "version": ".." or null, "dry": true or false}. Each is answered by a
// line of stdout, a JSON string: `deleted ID`, `status 404`, `refused` (nothing was sent), `lost` (no answer came). What
// is dry isn't sent: the line tells the URL. The client is set up by the environment.

import { createInterface } from 'node:readline';

import Featurebase from 'featurebase-node';

const client = new Featurebase();

for await (const line of createInterface({ input: process.stdin })) {
  const job = JSON.parse(line);
  const outcome = job.dry ? await url(job) : await call(client, job);
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}

async function call(client, { id, version }) {
  try {
    // The types ask for the header's name; the parameter that the documentation has is dropped in silence.
    const params = version === null ? {} : { 'Featurebase-Version': version };
    const deleted = await client.users.contacts.delete(id, params);
    return `deleted ${deleted.id}`;
  } catch (error) {
    if (error instanceof Featurebase.APIConnectionError) return 'lost';
    if (error instanceof Featurebase.APIError) return `status ${error.status}`;
    if (error instanceof Featurebase.FeaturebaseError) return 'refused';
    throw error;
  }
}

// Where a request would go that nothing else sets a URL for. Node 20 can't be led to a proxy by its environment.
async function url(job) {
  let seen = 'nothing';
  const fetch = async (url, init) => {
    seen = `${init.method} ${url}`;
    return Response.json({ id: job.id, object: 'contact', deleted: true });
  };
  await call(client.withOptions({ fetch }), job);
  return seen;
}

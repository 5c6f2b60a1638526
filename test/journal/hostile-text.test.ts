import {expect, test} from 'vitest';
import {buildExitEvent, presentMs} from '../helpers/build-machine.ts';
import {hostileTexts, uncleanWithin} from '../helpers/hostile-text.ts';
import {eventEntry, machineEntry} from '../helpers/journal-entries.ts';
import {openTestRecords} from '../helpers/journal-records.ts';

test.each(hostileTexts)('what an earlier flydeck wrote with %s in it is read as printable text', (_name, text) => {
	const journal = openTestRecords();
	const event = {...buildExitEvent({exitCode: 1, error: text}), id: 'e', status: text, source: text};
	const action = {
		kind: 'act' as const,
		atMs: presentMs - 1,
		what: text,
		app: 'web',
		machineId: 'a',
		name: 'web-1',
		status: 200,
		requestId: text,
		result: text,
		tookMs: 1,
		curl: undefined,
	};
	journal.write(
		[
			machineEntry('a', presentMs),
			eventEntry('a', event),
			{kind: 'change', machineId: 'a', change: {aspect: `check:${text}`, atMs: presentMs - 2, value: text, detail: text}},
			{kind: 'action', machineId: 'a', action},
		],
		presentMs,
	);
	const records = journal.recordsOf('a');
	expect(records.events).toHaveLength(1);
	expect(records.changes).toHaveLength(1);
	expect(records.actions).toHaveLength(1);
	expect(uncleanWithin(records)).toEqual([]);
});

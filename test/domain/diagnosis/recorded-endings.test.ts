import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {decodeMachine} from '../../../source/api/decode/machine.ts';
import {reasonOf} from '../../../source/domain/diagnosis/reason.ts';
import {isJsonObject, type Json} from '../../../source/domain/json.ts';
import {machinesApiDir} from '../../helpers/machines-api-dir.ts';

const read = (name: string): Json => JSON.parse(readFileSync(join(machinesApiDir ?? '.', 'fixtures', name), 'utf8'));

/** The machine of a recording; a recording of events alone is that of a stopped machine, from one of its events on. */
const recorded = (name: string, from: number): Json => {
	const body = read(name);
	return isJsonObject(body)
		? body
		: {id: '148e123456abcd', state: 'stopped', config: {image: 'nginx'}, events: (body as readonly Json[]).slice(from)};
};

test.skipIf(machinesApiDir === undefined).each([
	['live-events-destroy-2026-09.json', 0, 'stop asked, exit 0'],
	['live-events-destroy-2026-09.json', 2, 'OOM killed 137'],
	['live-events-timeline-2026-08.json', 2, 'stop by user'],
	['live-events-timeline-2026-08.json', 6, 'stop by user'],
	['live-events-timeline-2026-08.json', 13, 'never started'],
	['docs-machine-create.json', 0, 'never started'],
	['docs-machine-get-2023.json', 0, 'launch by user'],
	['live-machine-created-mounts-2026-03.json', 0, 'never started'],
	['synthetic/machine-scheduled.json', 0, 'exit 0'],
	['synthetic/machine-standby.json', 0, 'standby, never started'],
	['synthetic/machine-suspended.json', 0, 'proxy suspended, idle'],
	['synthetic/machine-cordoned-leased.json', 0, 'CORDONED launch by user'],
])('what was recorded in %s from event %i on reads "%s"', (name, from, short) => {
	const decoded = decodeMachine(recorded(name, from), 'web');
	expect(decoded.ok && reasonOf(decoded.machine).short).toBe(short);
});

import {expect, test} from 'vitest';
import type {Change} from '../../../source/domain/history/record.ts';
import {timelineFrom} from '../../../source/domain/history/timeline.ts';
import {buildEvent, presentMs} from '../../helpers/build-machine.ts';
import {buildRecords} from '../../helpers/journal-records.ts';

const hourMs = 3_600_000;
const createdAtMs = presentMs - 3 * hourMs;
const window = {fromMs: presentMs - 4 * hourMs, toMs: presentMs};
const version = (atMs: number): Change => ({aspect: 'version', atMs, value: '01A', detail: 'nginx'});
const launched = buildEvent({type: 'launch', status: 'created', source: 'user', timestampMs: createdAtMs});

test('the version that a machine is made with is no update, and later ones are, once each', () => {
	const update = buildEvent({type: 'update', status: 'replacing', source: 'user', timestampMs: createdAtMs + hourMs});
	const records = {
		changes: [version(createdAtMs + 300), version(createdAtMs + hourMs + 2000), version(createdAtMs + 2 * hourMs)],
		events: [launched, update],
	};
	const deploysIn = (given: Partial<Parameters<typeof buildRecords>[0]>) =>
		timelineFrom('a', buildRecords({...records, ...given}), window).ticks.map(({kind, atMs}) => `${kind} ${(atMs - createdAtMs) / hourMs}`);
	expect(deploysIn({createdAtMs})).toEqual(['deploy 1', 'deploy 2']);
});

test('a state that was seen lasts for a minute where nobody watched, and no time is counted twice', () => {
	const seen = (fromMs: number, toMs: number) => ({fromMs: presentMs - fromMs, toMs: presentMs - toMs});
	const known = [seen(600_000, 500_000), seen(470_000, 400_000), seen(100_000, 0)];
	const {spans} = timelineFrom('a', buildRecords({events: [launched], known}), window);
	expect(spans.map(({fromMs, toMs}) => [fromMs - presentMs, toMs - presentMs])).toEqual([
		[-600_000, -470_000],
		[-470_000, -340_000],
		[-100_000, 0],
	]);
});

import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createLineWriter, decodeRecording, headerLine} from '../../../source/domain/recording/lines.ts';
import type {RecordedExchange, RecordedOutcome, RecordingHeader} from '../../../source/domain/recording/recording.ts';

const header: RecordingHeader = {
	flydeck: '0.1.0',
	startedAtMs: 1_800_000_000_000,
	isLocal: false,
	baseUrl: 'https://api.machines.dev',
	organization: 'acme',
	apps: ['web'],
	intervalMs: undefined,
};

const written = (exchanges: readonly RecordedExchange[], head: RecordingHeader = header): string => {
	const lineOf = createLineWriter();
	return [headerLine(head), ...exchanges.map(lineOf), ''].join('\n');
};

const headers = fc.dictionary(fc.constantFrom('content-type', 'retry-after', 'fly-request-id'), fc.string());
const body = fc.oneof(
	// What JSON cannot hold, as -0, is never in an answer.
	fc.jsonValue().map(value => ({json: JSON.parse(JSON.stringify(value))})),
	fc.constantFrom({json: []}, {json: [{id: '1'}]}),
	fc.string().map(text => ({text})),
);
const outcome: fc.Arbitrary<RecordedOutcome> = fc.oneof(
	{weight: 5, arbitrary: fc.record({kind: fc.constant('answer' as const), status: fc.integer({min: 200, max: 599}), headers, body})},
	fc.record({kind: fc.constant('failure' as const), code: fc.constantFrom('', 'ECONNREFUSED'), message: fc.string()}),
	fc.constant({kind: 'silence' as const}),
);
const exchange: fc.Arbitrary<RecordedExchange> = fc
	.record({
		method: fc.constantFrom('GET', 'POST'),
		path: fc.constantFrom('/v1/apps/web/machines', '/v1/apps/api/machines', '/v1/apps?org_slug=acme'),
		askedMs: fc.nat(),
		tookMs: fc.nat({max: 10_000}),
		outcome,
	})
	.map(({tookMs, ...rest}) => ({...rest, answeredMs: rest.askedMs + tookMs}));

describe('the lines of a recording', () => {
	test('say to the letter what was recorded', () => {
		fc.assert(
			fc.property(fc.array(exchange), fc.option(fc.integer({min: 1000, max: 3_600_000}), {nil: undefined}), (exchanges, intervalMs) => {
				expect(decodeRecording(written(exchanges, {...header, intervalMs}))).toEqual({
					ok: true,
					recording: {header: {...header, intervalMs}, exchanges, isCut: false},
				});
			}),
		);
	});

	test('end wherever the recorder was killed, and what is whole by then is read', () => {
		fc.assert(
			fc.property(fc.array(exchange, {minLength: 1, maxLength: 5}), fc.nat(), (exchanges, cut) => {
				const whole = written(exchanges);
				const from = headerLine(header).length + 1;
				const decoded = decodeRecording(whole.slice(0, from + (cut % (whole.length - from))));
				const read = decoded.ok ? decoded.recording.exchanges : undefined;
				expect(read).toEqual(exchanges.slice(0, read?.length));
			}),
		);
	});

	test('are short where nothing changed', () => {
		const answer: RecordedOutcome = {kind: 'answer', status: 200, headers: {}, body: {json: Array(500).fill({id: 'a', state: 'started'})}};
		const polls = Array.from({length: 720}, (_, poll): RecordedExchange => {
			const askedMs = poll * 5000;
			return {method: 'GET', path: '/v1/apps/web/machines', askedMs, answeredMs: askedMs + 80, outcome: structuredClone(answer)};
		});
		expect(written(polls).length).toBeLessThan(120_000);
	});

	test.each([
		['', 'is no recording: flydeck record makes one'],
		['[]', 'is no recording: flydeck record makes one'],
		['{"level":30,"msg":"hello"}\n', 'is no recording: flydeck record makes one'],
		['{"format":2,"flydeck":"9.0.0"}\n{"odd":1}\n', 'was recorded by a newer flydeck (9.0.0): update this one'],
		['{"format":1,"flydeck":"0.1.0"}\n', 'is broken in line 1'],
		[`${headerLine(header)}\n{"at":0}\n{"at":1}\n`, 'is broken in line 2'],
		[`${headerLine(header)}\n{"at":0,"took":1,"method":"GET","path":"/","status":200,"headers":{},"same":9}\n`, 'is broken in line 2'],
		[`${headerLine({...header, startedAtMs: 1e300})}\n`, 'has a time in line 1 that cannot be true'],
		[`${headerLine({...header, startedAtMs: -1})}\n`, 'has a time in line 1 that cannot be true'],
		[`${headerLine({...header, intervalMs: 0})}\n`, 'has a time in line 1 that cannot be true'],
		[`${headerLine(header)}\n{"at":1e300,"took":1,"method":"GET","path":"/","silence":true}\n`, 'has a time in line 2 that cannot be true'],
		[`${headerLine(header)}\n{"at":1,"took":1e12,"method":"GET","path":"/","silence":true}\n`, 'has a time in line 2 that cannot be true'],
	])('that are not those of a recording are told: %j', (text, problem) => {
		expect(decodeRecording(text)).toEqual({ok: false, problem});
	});
});

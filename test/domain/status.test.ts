import {expect, test} from 'vitest';
import {statusOf} from '../../source/domain/status.ts';
import {buildEvent, buildExitEvent, buildMachine, buildPending, presentMs} from '../helpers/build-machine.ts';
import {troubleAt} from '../helpers/diagnose.ts';

const crashing = buildMachine({
	events: [buildEvent(), ...[61, 62, 63].map(age => buildExitEvent({exitCode: 1, restarting: true}, age * 1000))],
});
const crash = troubleAt(crashing, presentMs);

test('the status is the row of the state', () => {
	expect(statusOf(buildMachine(), undefined, undefined)).toEqual({tone: 'good', glyph: '●', label: 'started'});
	expect(statusOf(buildMachine({state: 'warming'}), undefined, undefined)).toEqual({tone: 'unknown', glyph: '?', label: 'warming'});
});

test('a crash loop is bad, whatever the state of the moment', () => {
	expect(statusOf(crashing, undefined, crash)).toEqual({tone: 'bad', glyph: '●', label: 'started'});
});

test('what is hoped for is laid over what the API said', () => {
	expect(statusOf(crashing, buildPending({verb: 'stop'}), crash)).toEqual({tone: 'busy', glyph: '◌', label: 'stopping'});
	expect(statusOf(buildMachine(), buildPending({verb: 'force-delete'}), undefined)).toMatchObject({label: 'destroying'});
});

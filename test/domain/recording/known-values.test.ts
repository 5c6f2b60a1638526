import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createKnownValues} from '../../../source/domain/recording/known-values.ts';
import {recordedBody} from '../../../source/domain/recording/redact.ts';

const machinesPath = '/v1/apps/web/machines';
const machine = (env: Readonly<Record<string, unknown>>, output = 'fine') => ({
	id: '148e',
	name: 'web-1',
	state: 'started',
	config: {image: 'nginx', env, metadata: {fly_process_group: 'worker'}},
	checks: [{name: 'http', status: 'critical', output}],
	events: [{id: '01E', type: 'exit', status: 'stopped', request: {message: output}}],
});
const page = (...messages: readonly string[]) => ({data: messages.map(message => ({attributes: {instance: '148e', message}}))});

/** Everything that is recorded of answers that come one after the other. */
const recorded = (...answers: readonly (readonly [path: string, body: unknown])[]): string => {
	const values = createKnownValues();
	return answers
		.map(([path, body]) => JSON.stringify(recordedBody(typeof body === 'string' ? body : JSON.stringify(body), path, undefined, values)))
		.join('\n');
};

/** Values as people have them: with quotes, lines, signs of expressions, and one the beginning of another. */
const value = fc.oneof(
	fc.stringMatching(/^ZQ[a-y\d_$^.*+?()[\]{}|/\\"' =:@-]{3,40}[a-y]$/),
	fc.array(fc.stringMatching(/^ZQ[a-y\d"]{4,12}$/), {minLength: 1, maxLength: 4}).map(lines => lines.join('\n')),
	fc.constantFrom('ZQabcdef', 'ZQabcdefgh', `ZQ${'long'.repeat(600)}`),
);

test('no value of an env that was seen is in what is recorded afterwards, whatever a machine says around it', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.stringMatching(/^[A-P]{1,5}$/), value, {minKeys: 1}), fc.string(), fc.string(), (env, before, after) => {
			const said = Object.values(env).flatMap(text => [`${before}${text}${after}`, ...text.split('\n'), JSON.stringify({text})]);
			const kept = recorded(
				[machinesPath, [machine(env, said.join(' '))]],
				['/api/v1/apps/web/logs', page(...said)],
				['/v1/apps/web', said.join('\n')],
			);
			expect(kept).not.toContain('ZQ');
		}),
	);
});

test('what the screen knows things by stays, also where an env has the same word', () => {
	const env = {A: 'started', B: 'critical', C: 'worker', D: 'stopped', E: '148e48', F: 'deploy-web-1'};
	const kept = recorded([machinesPath, {...machine(env), name: 'deploy-web-1'}]);
	expect(JSON.parse(kept)).toMatchObject({
		json: {
			name: 'deploy-web-1',
			state: 'started',
			config: {metadata: {fly_process_group: 'worker'}},
			checks: [{status: 'critical'}],
			events: [{status: 'stopped'}],
		},
	});
});

test('a value of fewer than six letters is a word like others', () => {
	expect(recorded([machinesPath, machine({A: 'true', B: 'short', C: 'longer', D: ' '}, 'true short longer')])).toContain(
		'"output":"true short (masked)"',
	);
});

test('thousands of values are looked for at once', () => {
	const env = Object.fromEntries(Array.from({length: 9000}, (_, index) => [`V${index}`, `ZQ-${index * 7919}-value`]));
	expect(recorded([machinesPath, machine(env, Object.values(env).join(' '))])).not.toContain('ZQ');
});

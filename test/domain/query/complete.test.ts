import {expect, test} from 'vitest';
import {completionsFor} from '../../../source/domain/query/complete.ts';
import {machineLanguage} from '../../../source/domain/query/machine-language.ts';
import {matchesQuery} from '../../../source/domain/query/parse.ts';
import {buildConfig, buildMachine, presentMs} from '../../helpers/build-machine.ts';
import {machineQuery, subjectAt} from '../../helpers/diagnose.ts';

const withMetadata = (metadata: Readonly<Record<string, string>>) => buildConfig({raw: {metadata}});

const subjects = [
	buildMachine({id: 'a', region: 'fra', state: 'started', config: withMetadata({role: 'db', 'odd name': 'x'})}),
	buildMachine({id: 'b', region: 'fra', state: 'stopped', config: withMetadata({role: 'big one'})}),
	buildMachine({id: 'c', region: 'ams', state: 'started', config: withMetadata({tier: '1'})}),
	buildMachine({id: 'd', region: 'afr', state: 'started', createdAtMs: presentMs - 7_200_000, config: undefined}),
].map(machine => subjectAt(machine, presentMs));

const complete = (text: string) =>
	completionsFor(text, machineLanguage, rest => subjects.filter(subject => matchesQuery(machineQuery(rest), subject)));

test.each([
	['region:', ['region:fra', 'region:afr', 'region:ams']],
	['region:f', ['region:fra', 'region:afr']],
	['region:FR', ['region:fra', 'region:afr']],
	['-region:a', ['-region:afr', '-region:ams', '-region:fra']],
	['!region:am', ['!region:ams']],
	['region:fra,', ['region:fra,afr', 'region:fra,ams']],
	['region:fra,am', ['region:fra,ams']],
	['state:stopped region:', ['state:stopped region:fra']],
	['st', ['state:']],
	['web st', ['web state:']],
	['-re', ['-region:', '-restarts:']],
	['me', ['memory:', 'meta.', 'metadata.']],
	['meta.', ['meta.role:', 'meta.tier:']],
	['metadata.t', ['metadata.tier:']],
	['meta.role:', ['meta.role:none', 'meta.role:"big one"', 'meta.role:db']],
	['meta.role:"b', ['meta.role:"big one"', 'meta.role:db']],
	['state:none,', []],
	['state:started,', ['state:started,stopped']],
	['nobody:', []],
	['"fra', []],
	['~fr', []],
	['/fr', []],
])('%j goes on as %j', (text, expected) => {
	expect(complete(text).map(candidate => candidate.text)).toEqual(expected);
});

test('a value comes with how many have it', () => {
	expect(complete('region:').map(({label, count}) => `${label} ${count}`)).toEqual(['fra 2', 'afr 1', 'ams 1']);
});

test('spans that divide the machines are offered for times', () => {
	expect(complete('age:>').map(candidate => candidate.text)).toContain('age:>1h');
});

test('without a text every key is offered', () => {
	expect(complete('')).toHaveLength(machineLanguage.keys.size + 2);
});

test('the values of ten thousand machines are counted once, and gone through in a moment', () => {
	const many = Array.from({length: 10_000}, (_, index) =>
		subjectAt(buildMachine({id: `m${index}`, name: `web-${index}`, config: withMetadata({role: `r${index % 7}`})}), presentMs),
	);
	const startMs = performance.now();
	for (const text of ['name:', 'name:w', 'name:we', 'name:web-9', 'why:', 'image:', 'meta.', 'meta.role:', 'age:', 'state:']) {
		expect(completionsFor(text, machineLanguage, () => many).length).toBeGreaterThan(0);
	}

	expect(performance.now() - startMs).toBeLessThan(1500);
});

import {describe, expect, test} from 'vitest';
import {resourceVerbs} from '../../source/domain/resources/orders.ts';
import {appProblem, deedWishOf, type WrittenDeed} from '../../source/headless/deed-wish.ts';
import {type DeedFlag, type DeedKind, deeds, type Particulars} from '../../source/headless/deeds.ts';

type Words = readonly [DeedKind, ...string[]];
type Given = Readonly<Partial<Record<DeedFlag, string>>>;

const read = ([kind, ...words]: Words, given: Given = {}) =>
	deedWishOf({kind, words, given: new Map(Object.entries(given)) as WrittenDeed['given']});

const particulars = {region: undefined, sizeGb: undefined, isEncrypted: true, isForced: false};

test.each<{readonly words: Words; readonly given?: Given; readonly wish: object}>([
	{words: ['apps'], wish: {kind: 'list', list: 'apps'}},
	{words: ['secrets', 'list'], wish: {kind: 'list', list: 'secrets'}},
	{words: ['volumes', 'snapshots', 'vol_1'], wish: {kind: 'snapshots', volumeId: 'vol_1'}},
	{words: ['apps', 'create', 'web'], wish: {kind: 'deed', title: 'apps create', names: ['web'], particulars}},
	{words: ['apps', 'delete', 'web'], given: {force: ''}, wish: {names: ['web'], particulars: {...particulars, isForced: true}}},
	{
		words: ['volumes', 'create', 'data'],
		given: {region: 'fra', size: '10', encrypted: 'no'},
		wish: {names: ['data'], particulars: {...particulars, region: 'fra', sizeGb: 10, isEncrypted: false}},
	},
	{words: ['volumes', 'extend', 'vol_1'], given: {size: '5'}, wish: {particulars: {...particulars, sizeGb: 5}}},
	{words: ['volumes', 'delete', 'vol_1', 'vol_2', 'vol_1'], wish: {names: ['vol_1', 'vol_2']}},
	{words: ['certificates', 'add', 'WWW.Example.com'], wish: {names: ['www.example.com']}},
	{words: ['ips', 'assign', 'v6'], given: {region: 'fra'}, wish: {names: ['v6'], particulars: {...particulars, region: 'fra'}}},
])('$words with $given is $wish', ({words, given, wish}) => {
	expect(read(words, given)).toMatchObject({ok: true, wish});
});

const neverHere = 'The value of a secret is read from stdin or asked for: it never stands on the command line.';

test.each<{readonly words: Words; readonly given?: Given; readonly problem: string}>([
	{words: ['apps', 'rename'], problem: 'flydeck apps wants one of list, create, delete. See flydeck help apps.'},
	{words: ['apps', 'constructor', 'x'], problem: 'flydeck apps wants one of list, create, delete. See flydeck help apps.'},
	{words: ['apps', 'list', 'web'], problem: 'flydeck apps list takes no more words.'},
	{words: ['apps', 'create'], problem: 'flydeck apps create wants one NAME, and got 0.'},
	{words: ['apps', 'delete', 'a', 'b'], problem: 'flydeck apps delete wants one NAME, and got 2.'},
	{
		words: ['apps', 'create', 'Web_1'],
		problem: 'flydeck apps create wants as its NAME: lowercase letters, digits and dashes, fewer than 63, no dash at an end.',
	},
	{words: ['volumes', 'delete'], problem: 'flydeck volumes delete wants one ID or more, and got 0.'},
	{words: ['volumes', 'delete', 'vol_1', ''], problem: 'flydeck volumes delete wants one ID or more, and got an empty one.'},
	{words: ['apps', 'delete', ' '], problem: 'flydeck apps delete wants one NAME, and got an empty one.'},
	{words: ['volumes', 'snapshots', ''], problem: 'flydeck volumes snapshots wants one ID, and got an empty one.'},
	{words: ['volumes', 'extend', 'vol_1'], problem: 'flydeck volumes extend wants --size too.'},
	{words: ['volumes', 'snapshots'], problem: 'flydeck volumes snapshots wants one ID, and got 0.'},
	{words: ['volumes'], given: {size: '3'}, problem: '--size is not for flydeck volumes list. See flydeck help volumes.'},
	{
		words: ['volumes', 'delete', 'vol_1'],
		given: {region: 'fra'},
		problem: '--region is not for flydeck volumes delete. See flydeck help volumes.',
	},
	{
		words: ['ips', 'assign', 'v5'],
		problem: 'flydeck ips assign wants as its TYPE: one of v4, v6, shared_v4, private_v6, egress_v4, egress_v6, egress_pair.',
	},
	{words: ['certificates', 'add', 'nope'], problem: 'flydeck certificates add wants as its HOSTNAME: a host name such as www.example.com.'},
	{words: ['secrets', 'set'], problem: `flydeck secrets set wants one NAME, and got 0. ${neverHere}`},
	{words: ['secrets', 'set', 'KEY', 'hunter2'], problem: `flydeck secrets set wants one NAME, and got 2. ${neverHere}`},
	{
		words: ['secrets', 'set', 'KEY=hunter2'],
		problem: `flydeck secrets set wants as its NAME: letters, digits and underscores, no digit first. ${neverHere}`,
	},
	{words: ['secrets', 'KEY=hunter2'], problem: 'flydeck secrets wants one of list, set, delete. See flydeck help secrets.'},
])('$words with $given is answered: $problem', ({words, given, problem}) => {
	expect(read(words, given)).toEqual({ok: false, problem});
});

describe('the app of something new', () => {
	test.each<{readonly words: Words; readonly apps: readonly string[]; readonly problem: string | undefined}>([
		{words: ['volumes', 'create', 'data'], apps: ['web'], problem: undefined},
		{words: ['apps', 'create', 'api'], apps: [], problem: undefined},
		{words: ['volumes', 'delete', 'vol_1'], apps: [], problem: undefined},
		{words: ['secrets'], apps: [], problem: undefined},
		{words: ['secrets', 'set', 'KEY'], apps: [], problem: 'flydeck secrets set has to know of which app: add --app NAME.'},
		{words: ['ips', 'assign', 'v6'], apps: ['a', 'b'], problem: 'flydeck ips assign has to know of which app: add --app NAME, one.'},
	])('of $words with $apps', ({words, apps, problem}) => {
		const wanted = read(words);
		expect(wanted.ok ? appProblem(wanted.wish, apps) : wanted.problem).toBe(problem);
	});
});

test('every order that there is to things that are no machines has a sub-command', () => {
	const given: Particulars = {...particulars, value: 'x'};
	const row = {kind: 'apps', app: 'web', id: 'web', key: '/web', item: {}} as never;
	const verbs = Object.values(deeds).flatMap(each =>
		Object.values(each).map(deed => (deed.isNew ? deed.orderFor(given, 'x') : deed.orderFor(given, row)).verb),
	);
	expect(verbs.toSorted()).toEqual(Object.keys(resourceVerbs).toSorted());
});

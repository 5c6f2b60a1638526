export type Part = {
	readonly title: string;
	/** The beginnings of the paths of its tests. */
	readonly files: readonly string[];
};

/** What flydeck promises of its own conduct, and the tests that try to make it break its word. */
export const parts: readonly Part[] = [
	{
		title: 'faults of the network and the API',
		files: ['test/flow/read-faults', 'test/flow/write-faults', 'test/flow/odd-answers', 'test/e2e/bad-answers'],
	},
	{title: 'no act twice, no wrong machine', files: ['test/commands/right-machine', 'test/commands/wrong-machine', 'test/commands/behind']},
	{
		title: 'hostile text',
		files: [
			'test/domain/hostile-text',
			'test/api/decode/hostile-text',
			'test/journal/hostile-text',
			'test/ui/hostile-text',
			'test/e2e/hostile-text',
			'test/local/hostile',
		],
	},
	{
		title: 'secrets and files',
		files: [
			'test/e2e/secrecy',
			'test/api/secrecy',
			'test/domain/recording/',
			'test/domain/config/masking',
			'test/domain/fault',
			'test/private-files',
			'test/e2e/plain-http',
			'test/api/authorization',
		],
	},
	{
		title: 'read-only and protected',
		files: [
			'test/api/read-only',
			'test/commands/read-only',
			'test/e2e/read-only',
			'test/domain/protection',
			'test/api/protection',
			'test/commands/protection',
			'test/headless/protection',
			'test/flow/protection',
			'test/ui/protection',
		],
	},
	{
		title: 'the terminal',
		files: [
			'test/terminal/',
			'test/e2e/terminal',
			'test/e2e/slow-terminal',
			'test/e2e/ending',
			'test/e2e/lost-terminal',
			'test/e2e/no-process-left',
		],
	},
	{title: 'over SSH', files: ['test/e2e/ssh']},
	{title: 'the judgement of the soak', files: ['test/soak/']},
	{title: 'what is shipped', files: ['test/lockfile', 'test/readme-facts']},
];

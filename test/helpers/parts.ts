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
	{title: 'no act twice, no wrong machine', files: ['test/commands/right-machine', 'test/commands/wrong-machine']},
	{title: 'secrets and files', files: ['test/e2e/secrecy', 'test/domain/recording/', 'test/private-files']},
	{title: 'read-only and protected', files: ['test/api/read-only', 'test/commands/read-only', 'test/e2e/read-only']},
	{title: 'the terminal', files: ['test/terminal/', 'test/e2e/ending', 'test/e2e/lost-terminal', 'test/e2e/no-process-left']},
	{title: 'what is shipped', files: ['test/lockfile', 'test/readme-facts']},
];

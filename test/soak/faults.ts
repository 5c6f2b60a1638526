import type {FaultPlan} from '../../source/local/faults/fault-plan.ts';

/** A bad day of an API: of three requests one is slow, refused, broken off, or never answered. */
export const badDay: FaultPlan = {
	seed: 1,
	rules: [
		{fault: 'latency', latencyMs: 3000, probability: 0.1},
		{fault: 'reset', probability: 0.05},
		{fault: 'truncated', probability: 0.04},
		{fault: 'html-502', probability: 0.05},
		{fault: '429-retry-after', retryAfterSeconds: 5, probability: 0.03},
		{fault: '429', probability: 0.02},
		{fault: '500', probability: 0.05},
		{fault: 'hang', probability: 0.01},
	],
};

export function startRegistry(archives: string, upstream: string): Promise<{ url: string; close(): void }>;

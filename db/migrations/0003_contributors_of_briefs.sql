ALTER TABLE "briefs" ADD COLUMN "contributors" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "briefs_contributors" ON "briefs" USING gin ("contributors");
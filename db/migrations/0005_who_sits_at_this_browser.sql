CREATE TABLE "browser_sign_ins" (
	"browser_hash" text NOT NULL,
	"person_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "browser_sign_ins_browser_person" UNIQUE("browser_hash","person_id")
);
--> statement-breakpoint
CREATE TABLE "password_proofs" (
	"sign_in_id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "browser_sign_ins" ADD CONSTRAINT "browser_sign_ins_person_id_user_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_proofs" ADD CONSTRAINT "password_proofs_person_id_user_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;
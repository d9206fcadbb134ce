"""The page on which agencies see what they owe and answer, and their private calendar feed."""
